// JSON laid out for reading without being parsed: 24.60 stays 24.60, and a number of 20 digits keeps them all.

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g;
const EMPTY = /^(?:\{\s*\}|\[\s*\])/;

/** Puts the text of one JSON value into an empty element, as text alone. */
export function layOut(text, element) {
  const parts = document.createDocumentFragment();
  const add = (part, kind) => {
    const span = document.createElement('span');
    span.className = kind;
    span.textContent = part;
    parts.append(span);
  };
  let depth = 0;
  const line = () => parts.append('\n' + '  '.repeat(depth));
  TOKEN.lastIndex = 0;
  for (let match; (match = TOKEN.exec(text)); ) {
    const token = match[0];
    if (token === '{' || token === '[') {
      const empty = EMPTY.exec(text.slice(match.index, match.index + 100));
      if (empty) {
        parts.append(token + (token === '{' ? '}' : ']'));
        TOKEN.lastIndex = match.index + empty[0].length;
      } else {
        depth++;
        parts.append(token);
        line();
      }
    } else if (token === '}' || token === ']') {
      depth--;
      line();
      parts.append(token);
    } else if (token === ',') {
      parts.append(token);
      line();
    } else if (token === ':') {
      parts.append(': ');
    } else if (token[0] === '"') {
      add(token, /^\s*:/.test(text.slice(TOKEN.lastIndex, TOKEN.lastIndex + 20)) ? 'key' : 'string');
    } else {
      add(token, /[a-z]/.test(token[0]) ? 'word' : 'number');
    }
  }
  element.replaceChildren(parts);
}
