// The list. Whatever arrived goes in as text content, never as markup.

import { words } from './faults.js';
import { layOut } from './json.js';

const MOST = 300;
const MOST_OPEN = 20;
/** So often the same value, and the field tells nothing. */
const OFTEN = 5;

const list = document.getElementById('rows');
const shown = new Map();
const two = (number) => String(number).padStart(2, '0');

/** By the name of a field: its only value so far, how often it came, and whether there is another. */
const fields = new Map();
const numbers = new Intl.NumberFormat('en');

let run = '';
let say = () => {};

export function wire(speak) {
  say = speak;
}

export function count() {
  return shown.size;
}

/** Adds rows, newest first, above those that are there; or, where they are the first, in place of them. */
export function add(newest, ofRun, first) {
  if (run !== ofRun) {
    fields.clear();
  }
  learn(newest);
  const keep = first && run === ofRun ? new Map([...shown].filter(([, item]) => isInUse(item))) : new Map();
  run = ofRun;
  if (first) {
    const items = newest.map((row) => [row.key, keep.get(row.key) ?? build(row)]);
    shown.clear();
    items.reverse().forEach(([key, item]) => shown.set(key, item));
    list.replaceChildren(...items.reverse().map(([, item]) => item));
    return;
  }
  const items = document.createDocumentFragment();
  for (const row of newest) {
    if (!shown.has(row.key)) {
      items.append(build(row));
    }
  }
  for (const item of [...items.children].reverse()) {
    shown.set(item.dataset.key, item);
  }
  list.prepend(items);
  trim();
}

/** Which log lines became actions: told a moment after those have come. */
export function tell(lines) {
  for (const made of lines) {
    const item = list.querySelector(`li[data-id="${CSS.escape(made.id)}"]`);
    if (item !== null && item.querySelector('.made') === null) {
      item.querySelector('summary').append(origin(made));
    }
  }
}

function origin({ rule, line }) {
  const made = text('span', 'made', '');
  made.append(text('span', 'from', 'from'), text('bdi', 'log', line));
  if (rule !== '') {
    made.append(text('bdi', 'rule', rule));
  }
  return made;
}

/** A field whose value is the same in every row comes last. What has been learnt may change what is shown already. */
function learn(rows) {
  let turned = false;
  for (const row of rows) {
    for (const [name, value] of row.fields ?? []) {
      const known = fields.get(name) ?? { value, count: 0, varies: false };
      fields.set(name, known);
      const was = tellsNothing(name);
      known.count++;
      known.varies ||= known.value !== value;
      turned ||= was !== tellsNothing(name);
    }
  }
  if (turned) {
    list.querySelectorAll('li.action .line').forEach((line) => order(line));
  }
}

function tellsNothing(name) {
  const known = fields.get(name);
  return known !== undefined && !known.varies && known.count >= OFTEN;
}

function order(line) {
  const parts = [...line.children];
  parts.forEach((part) => part.classList.toggle('same', tellsNothing(part.dataset.name)));
  parts.sort((one, other) => one.dataset.at - other.dataset.at);
  line.append(...parts.filter((part) => !part.matches('.same')), ...parts.filter((part) => part.matches('.same')));
}

/** Rows that someone reads stay for a while beyond their time. */
function trim() {
  let inUse = 0;
  for (const [key, item] of shown) {
    if (shown.size - inUse <= MOST) {
      return;
    }
    if (inUse < MOST_OPEN && isInUse(item)) {
      inUse++;
    } else {
      item.remove();
      shown.delete(key);
    }
  }
}

function isInUse(item) {
  return item.firstElementChild.open === true || item.contains(document.activeElement);
}

function build(row) {
  const item = document.createElement('li');
  item.dataset.key = row.key;
  item.className = row.kind;
  if (row.id !== undefined && row.kind === 'action') {
    item.dataset.id = row.id;
  }
  item.append({ action, request, resend }[row.kind]?.(row) ?? trouble(row));
  return item;
}

function action(row) {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  summary.append(time(row.time), text('bdi', 'title', row.name));
  const who = [row.company, row.user].filter((id) => id !== undefined).join(' · ');
  summary.append(text('bdi', row.company === undefined ? 'who missing' : 'who', who));
  if (row.company === undefined) {
    summary.lastChild.textContent = ['no company_id', who].filter((part) => part).join(' · ');
  }
  const line = text('span', 'line', '');
  row.fields.forEach(([name, value], at) => {
    const part = text('bdi', 'part', `${name}=${value} `);
    part.dataset.name = name;
    part.dataset.at = at;
    line.append(part);
  });
  order(line);
  summary.append(line);
  if (row.made !== undefined) {
    summary.append(origin(row.made));
  }
  details.append(summary);
  // Built when someone wants to read it: most never are.
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) {
      unfold(details, row);
    }
  });
  return details;
}

async function unfold(details, row) {
  const body = document.createElement('div');
  body.className = 'body';
  const copy = text('button', 'copy', 'Copy JSON');
  copy.type = 'button';
  const pre = document.createElement('pre');
  pre.tabIndex = 0;
  pre.setAttribute('aria-label', 'JSON of the action');
  body.append(copy, pre);
  details.append(body);
  const json = row.json ?? (await whole(row.n));
  if (json === null) {
    copy.disabled = true;
    pre.textContent = 'The collector no longer has this action.';
    return;
  }
  layOut(json, pre);
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(json);
      copy.textContent = 'Copied';
      say('The JSON is in the clipboard.');
    } catch {
      getSelection().selectAllChildren(pre);
      say('The browser keeps its clipboard closed; the JSON is selected instead.');
    }
  });
  copy.addEventListener('blur', () => {
    copy.textContent = 'Copy JSON';
  });
}

async function whole(n) {
  try {
    const answer = await fetch('/action?' + new URLSearchParams({ run, n }));
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

function plural(count, one) {
  return `${numbers.format(count)} ${one}${count === 1 ? '' : 's'}`;
}

function request(row) {
  const line = summaryOf(row, row.status === 0 ? 'No answer' : `Answered ${row.status}`);
  const what = row.contents === '' ? '' : `: ${row.contents}`;
  line.append(text('bdi', 'line', plural(row.actions, 'action') + what));
  const packed = row.sent === row.bytes || row.bytes === 0 ? '' : ` of JSON, ${plural(row.sent, 'byte')} as sent`;
  line.append(text('span', 'where', plural(row.bytes || row.sent, 'byte') + packed));
  return line;
}

function resend(row) {
  const line = summaryOf(row, `Resent: ${plural(row.known, 'action')}`);
  line.append(text('span', 'line', 'The same transaction_id came before: a resend, counted once.'));
  line.append(text('bdi', 'where', `${row.name} ${row.id}`));
  return line;
}

function summaryOf(row, title) {
  const line = document.createElement('div');
  line.className = 'summary';
  line.append(time(row.time), text('span', 'title', title));
  return line;
}

function trouble(row) {
  const line = document.createElement('div');
  line.className = 'summary';
  line.append(time(row.time));
  const where = `${row.method} ${row.path}`;
  if (row.kind === 'refused') {
    line.append(text('span', 'title', `Refused ${row.status}`), text('bdi', 'line', row.reason));
    line.append(text('bdi', 'where', row.index < 0 ? where : `action ${row.index + 1} of ${where}`));
  } else {
    const fate = row.actions === 0 ? '' : `${row.actions} ${row.actions === 1 ? 'action' : 'actions'} ${row.kept ? 'kept' : 'not kept'}`;
    line.append(text('span', 'title', `Played: ${words(row.fault)}`), text('span', 'line', fate), text('bdi', 'where', where));
  }
  return line;
}

function time(millis) {
  const at = new Date(millis);
  const element = text('time', '', `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`);
  element.append(text('span', 'millis', '.' + String(at.getMilliseconds()).padStart(3, '0')));
  element.dateTime = at.toISOString();
  return element;
}

function text(tag, kind, content) {
  const element = document.createElement(tag);
  element.className = kind;
  element.textContent = content;
  return element;
}
