// The switches. What they show is what the collector says it plays, whoever told it to.

const boxes = [...document.querySelectorAll('.lever')];
const state = document.getElementById('faults-state');
const behave = document.getElementById('behave');
let fault = { kind: 'none', status: 0, delay: 0 };

const value = (id) => document.getElementById(id).value;

/** What a fault does, in words. */
export function words({ kind, status, delay }) {
  const what = {
    none: '',
    status: `answering ${status}`,
    lose_answer: 'losing the answer',
    reset: 'resetting the connection',
  }[kind] ?? kind.replaceAll('_', ' ');
  const wait = delay > 0 ? `waiting ${delay / 1000} s` : '';
  return [wait, what].filter((part) => part).join(', then ') || 'behaving';
}

export function show(playing, queued) {
  fault = playing;
  for (const box of boxes) {
    const kind = box.dataset.kind;
    const on = kind === 'delay' ? fault.delay > 0 : fault.kind === kind;
    const lever = box.querySelector('.switch');
    if (lever.getAttribute('aria-checked') !== String(on)) {
      lever.setAttribute('aria-checked', on);
    }
  }
  const idle = fault.kind === 'none' && fault.delay === 0 && queued === 0;
  const queue = queued > 0 ? `${queued} queued` : '';
  const always = idle || words(fault) !== 'behaving' ? words(fault) : '';
  const text = [always, queue].filter((part) => part).join('; ');
  if (state.textContent !== text) {
    state.textContent = text;
    state.classList.toggle('on', !idle);
    behave.disabled = idle;
  }
}

export function wire(say) {
  const post = async (change) => {
    try {
      const answer = await fetch('/faults', {
        method: 'POST',
        headers: { 'X-Local-Collector': 'page' },
        body: new URLSearchParams(change).toString(),
      });
      if (!answer.ok) {
        say(await answer.text());
      }
    } catch {
      say('The collector does not answer.');
    }
  };
  const status = () => value('status');
  const delay = () => value('delay');

  for (const box of boxes) {
    const kind = box.dataset.kind;
    box.querySelector('.once').addEventListener('click', () => {
      post(kind === 'delay' ? { kind: 'none', delay: delay(), next: 1 } : { kind, status: status(), next: 1 });
    });
    box.querySelector('.switch').addEventListener('click', (event) => {
      const on = event.currentTarget.getAttribute('aria-checked') !== 'true';
      post(
        kind === 'delay'
          ? { kind: fault.kind, status: fault.status || status(), delay: on ? delay() : 0 }
          : { kind: on ? kind : 'none', status: status(), delay: fault.delay },
      );
    });
  }
  // Another value takes effect at once where the switch is on already.
  document.getElementById('status').addEventListener('change', () => {
    if (fault.kind === 'status') {
      post({ kind: 'status', status: status(), delay: fault.delay });
    }
  });
  document.getElementById('delay').addEventListener('change', () => {
    if (fault.delay > 0) {
      post({ kind: fault.kind, status: fault.status || status(), delay: delay() });
    }
  });
  behave.addEventListener('click', () => post({ kind: 'none' }));
}
