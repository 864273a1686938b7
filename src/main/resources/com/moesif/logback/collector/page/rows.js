// The list. Whatever arrived goes in as text content, never as markup.

import { words } from './faults.js';
import { layOut } from './json.js';

const MOST = 300;
const MOST_OPEN = 20;

const list = document.getElementById('rows');
const shown = new Map();
const two = (number) => String(number).padStart(2, '0');

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
  item.append(row.kind === 'action' ? action(row) : trouble(row));
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
  summary.append(text('bdi', 'line', row.line));
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
