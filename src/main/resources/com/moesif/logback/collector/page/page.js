import { draw, top } from './chart.js';
import * as faults from './faults.js';
import * as ledger from './ledger.js';
import * as rows from './rows.js';
import * as tabs from './tabs.js';

const MOST_WAITING = 300;
const MOST_NAMES = 200;
const PATIENCE = 5000;

const $ = (id) => document.getElementById(id);
const numbers = new Intl.NumberFormat('en');
const names = new Set();

let source;
let retry;
let heard = 0;
let paused = false;
let refill = true;
let pausedAt = 0;
let latest;
let waiting = [];
let isFirst = false;
let skipped = 0;
let lines = [];
let frame = 0;

/** The stream begins anew with each change of the filter: the collector sends only what the page shows. */
function connect() {
  source?.close();
  clearTimeout(retry);
  if (document.hidden) {
    // A browser has few connections to one host; a page that nobody sees leaves them to others.
    return;
  }
  heard = performance.now();
  source = new EventSource('/events?' + new URLSearchParams(wanted()));
  source.onmessage = (event) => {
    heard = performance.now();
    take(JSON.parse(event.data));
  };
  source.onerror = lost;
}

function lost() {
  source?.close();
  connection('lost', 'No connection; trying again');
  clearTimeout(retry);
  refill ||= !paused;
  retry = setTimeout(connect, 1000);
}

function wanted() {
  return { show: document.querySelector('[name=show]:checked').value, name: $('name').value.trim(), text: $('text').value.trim() };
}

function isFiltered() {
  return Object.values(wanted()).some((value) => value !== '');
}

/** Messages may come faster than frames: what waits for one is bounded. */
function take(message) {
  if (message.first && (refill || (latest && latest.run !== message.run))) {
    waiting = message.rows;
    isFirst = true;
    refill = false;
    skipped = 0;
    pausedAt = message.counts.actions;
  } else if (!paused && !message.first) {
    waiting = [...message.rows, ...waiting].slice(0, MOST_WAITING);
    skipped += message.skipped;
  }
  lines = [...message.lines, ...lines].slice(0, MOST_WAITING);
  latest = message;
  frame ||= requestAnimationFrame(render);
}

function render() {
  frame = 0;
  const { counts, perSecond, fault, queued, run } = latest;
  if (isFirst || waiting.length > 0) {
    remember(waiting);
    rows.add(waiting, run, isFirst);
    waiting = [];
    isFirst = false;
  }
  if (lines.length > 0) {
    rows.tell(lines);
    lines = [];
  }
  for (const name of ['actions', 'duplicates', 'requests', 'refused', 'faults']) {
    put($('count-' + name), numbers.format(counts[name]));
  }
  $('tile-refused').classList.toggle('some', counts.refused > 0);
  $('tile-faults').classList.toggle('some', counts.faults > 0);
  // The last second is still running.
  const rate = perSecond.at(-2);
  const most = Math.max(...perSecond);
  put($('rate'), numbers.format(rate));
  put($('rate-unit'), rate === 1 ? 'action a second' : 'actions a second');
  put($('scale-top'), numbers.format(top(most)));
  put($('scale-half'), numbers.format(top(most) / 2));
  put($('rate-most'), most > 0 ? `most in the last minute: ${numbers.format(most)}` : '');
  draw($('chart'), perSecond);
  faults.show(fault, queued);
  connection(paused ? 'paused' : 'live', paused ? 'Paused' : 'Live');
  notice(counts);
  $('empty').hidden = rows.count() > 0 || isFiltered();
  $('no-match').hidden = rows.count() > 0 || !isFiltered();
}

function notice(counts) {
  const parts = [];
  if (paused && counts.actions > pausedAt) {
    parts.push(`${numbers.format(counts.actions - pausedAt)} more have come since the pause.`);
  }
  if (!paused && skipped > 0) {
    parts.push(`More arrives than anyone can read: the newest are shown, ${numbers.format(skipped)} were passed over. A filter or Pause helps.`);
  }
  if (counts.camelCase > 0) {
    parts.push(`${numbers.format(counts.camelCase)} requests used camelCase names, which the API does not document.`);
  }
  put($('notice'), parts.join(' '));
  $('notice').hidden = parts.length === 0;
}

function remember(arrived) {
  for (const { name } of arrived) {
    if (name !== undefined && names.size < MOST_NAMES && !names.has(name)) {
      names.add(name);
      const option = document.createElement('option');
      option.value = name;
      $('names').append(option);
    }
  }
}

function put(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function connection(kind, text) {
  put($('connection-text'), text);
  $('connection').dataset.is = kind;
}

function say(text) {
  // The same words again would not be read again.
  $('spoken').textContent = '';
  requestAnimationFrame(() => ($('spoken').textContent = text));
}

function setPaused(on) {
  paused = on;
  pausedAt = latest?.counts.actions ?? 0;
  $('pause').setAttribute('aria-pressed', on);
  $('pause').textContent = on ? 'Resume' : 'Pause';
  if (!on) {
    look();
  } else if (latest) {
    frame ||= requestAnimationFrame(render);
  }
}

/** Fetches what there is to see anew. */
function look() {
  refill = true;
  connect();
}

let typing;
function onTyping() {
  clearTimeout(typing);
  typing = setTimeout(look, 200);
}

$('pause').addEventListener('click', () => setPaused(!paused));
$('name').addEventListener('input', onTyping);
$('text').addEventListener('input', onTyping);
document.querySelectorAll('[name=show]').forEach((radio) => radio.addEventListener('change', look));
$('tools').addEventListener('submit', (event) => event.preventDefault());
document.addEventListener('visibilitychange', () => {
  refill ||= !paused;
  connect();
});
// A connection can die without a word, as it does when a laptop has slept.
setInterval(() => {
  if (!document.hidden && performance.now() - heard > PATIENCE) {
    lost();
    heard = performance.now();
  }
}, 1000);

$('address').textContent = location.origin;
$('example').textContent = `<appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
  <applicationId>anything</applicationId>
  <baseUri>${location.origin}</baseUri>
  …
</appender>`;
$('faults').open = matchMedia('(min-width: 1000px)').matches;
rows.wire(say);
faults.wire(say);
ledger.wire();
tabs.wire();
connect();
