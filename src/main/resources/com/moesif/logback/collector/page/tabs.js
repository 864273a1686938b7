// The tabs. The address names the one that is shown, so that a link can.

const tabs = [...document.querySelectorAll('[role=tab]')];
const panel = (tab) => document.getElementById(tab.getAttribute('aria-controls'));
const of = () => tabs.find((tab) => '#' + tab.dataset.name === location.hash) ?? tabs[0];

function show(chosen) {
  for (const tab of tabs) {
    tab.setAttribute('aria-selected', tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
    panel(tab).hidden = tab !== chosen;
  }
  document.dispatchEvent(new Event('tab'));
}

export function isShown(name) {
  return of().dataset.name === name;
}

export function wire() {
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener('click', () => {
      history.replaceState(null, '', '#' + tab.dataset.name);
      show(tab);
    });
    tab.addEventListener('keydown', (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        const next = tabs.at(to % tabs.length);
        next.focus();
        next.click();
      }
    });
  }
  addEventListener('hashchange', () => show(of()));
  show(of());
}
