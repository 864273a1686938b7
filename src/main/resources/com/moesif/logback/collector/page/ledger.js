// The ledger: what each appender says of itself, beside what the collector has. Asked for only while somebody looks.

import { isShown } from './tabs.js';

const EVERY = 1000;
const PATIENCE = 10000;
const ERRORS = 160;

/** By the appender's name for it: what it is called here, and the collector's count of the same. */
const ROWS = [
  ['Accepted', 'Became actions'],
  ['Recovered', 'Taken over from an earlier start'],
  ['Delivered', 'Delivered', 'actions'],
  ['Pending', 'Waiting in memory'],
  ['Spooled', 'Waiting in files'],
  ['HandedOver', 'Left to the next appender'],
  ['Dead', 'Dead letters'],
  ['Corrupt', 'Damaged in files'],
  ['Dropped', 'Dropped'],
  ['Retries', 'Requests to be repeated'],
  [null, 'Came again, counted once', 'duplicates'],
  [null, 'Requests refused', 'refused'],
];
const IN = ['Accepted', 'Recovered'];
const OUT = ['Delivered', 'Pending', 'Spooled', 'HandedOver', 'Dead', 'Corrupt', 'Dropped'];

const $ = (id) => document.getElementById(id);
const numbers = new Intl.NumberFormat('en');
let timer;
let asking = false;

function element(tag, content, kind) {
  const made = document.createElement(tag);
  made.textContent = content;
  if (kind) {
    made.className = kind;
  }
  return made;
}

function put(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

async function look() {
  clearTimeout(timer);
  if (!isShown('ledger') || document.hidden) {
    return;
  }
  if (!asking) {
    asking = true;
    try {
      const answer = await fetch('/ledger', { signal: AbortSignal.timeout(PATIENCE) });
      show(await answer.json());
    } catch {
      verdict('alone', 'The collector does not answer.');
    }
    asking = false;
  }
  clearTimeout(timer);
  timer = setTimeout(look, EVERY);
}

function verdict(is, text) {
  const box = $('verdict');
  box.dataset.is = is;
  put(box.firstElementChild, { equal: 'Equal', under_way: 'Under way', counted_once: 'Counted once', different: 'Different', alone: 'No comparison' }[is]);
  put(box.lastElementChild, text);
}

function show({ source, appenders, collector, comparison }) {
  verdict(comparison.is, comparison.text);
  put($('source'), `${appenders.length === 1 ? 'The appender' : 'Appenders'} in ${source}`);
  $('jmx').hidden = appenders.length > 0;
  const head = document.createElement('tr');
  head.append(element('td', ''));
  for (const { name, context } of appenders) {
    const cell = element('th', '');
    cell.scope = 'col';
    cell.append(element('bdi', name), element('bdi', context, 'context'));
    head.append(cell);
  }
  const mine = element('th', 'Collector');
  mine.scope = 'col';
  head.append(mine);
  const rows = ROWS.map(([count, title, own]) => row(count, title, own, appenders, collector, comparison));
  if (appenders.length > 0) {
    rows.splice(2, 0, sums('Taken in, together', IN, appenders));
    rows.splice(10, 0, sums('Accounted for, together', OUT, appenders));
  }
  $('books').tHead.replaceChildren(head);
  $('books').tBodies[0].replaceChildren(...rows);
  $('troubles').replaceChildren(...troubles(appenders));
}

function row(count, title, own, appenders, collector, comparison) {
  const line = document.createElement('tr');
  line.append(header(title));
  for (const { counts } of appenders) {
    line.append(element('td', counts[count] === undefined ? '' : numbers.format(counts[count])));
  }
  line.append(element('td', own === undefined ? '' : numbers.format(collector[own])));
  if (own === 'actions' && comparison.is !== 'alone') {
    line.className = comparison.is;
  }
  if ((count === 'Dropped' || count === 'Dead' || count === 'Corrupt') && appenders.some(({ counts }) => counts[count] > 0)) {
    line.className = 'lost';
  }
  return line;
}

function header(title) {
  const cell = element('th', title);
  cell.scope = 'row';
  return cell;
}

/** Both sums of an appender are the same, or it is at work just now. */
function sums(title, names, appenders) {
  const line = element('tr', '', 'sum');
  line.append(header(title));
  for (const { counts } of appenders) {
    const sum = (of) => of.reduce((all, name) => all + (counts[name] ?? 0), 0);
    line.append(element('td', numbers.format(sum(names)), sum(IN) === sum(OUT) ? 'even' : 'moving'));
  }
  line.append(element('td', ''));
  return line;
}

function troubles(appenders) {
  return appenders.flatMap(({ name, paused, lastError }) => [
    ...(paused ? [element('li', `${name} pauses: ${cut(paused)}`, 'paused')] : []),
    ...(lastError ? [element('li', `${name}, last error: ${cut(lastError)}`)] : []),
  ]);
}

function cut(text) {
  return text.length > ERRORS ? text.slice(0, ERRORS - 1) + '…' : text;
}

export function wire() {
  document.addEventListener('tab', look);
  document.addEventListener('visibilitychange', look);
}
