// What is around the views: name and figures of the system, state of the connection, switches, tabs.

import { attr, el, text } from './dom.js';
import { age, count } from './format.js';
import { link } from './route.js';
import { tokenWanted } from './stage.js';

const TABS = [
  ['overview', 'Overview'],
  ['actors', 'Actors'],
  ['tree', 'Tree'],
  ['workers', 'Workers'],
  ['pools', 'Pools'],
  ['failures', 'Failures'],
  ['letters', 'Dead letters'],
  ['waits', 'Waits'],
  ['warnings', 'Warnings'],
];
/** Views without a tab, and the tab they belong to. */
const BELONGS = { actor: 'actors' };

const SAYS = {
  connecting: 'connecting',
  live: 'live',
  lost: 'connection lost, trying again',
  resting: 'resting',
};

const id = (name) => document.getElementById(name);

export class Frame {
  #live;
  #stage;
  #tabs = new Map();
  #title = '';

  constructor(live, stage) {
    this.#live = live;
    this.#stage = stage;
    for (const [name, label] of TABS) {
      const tab = el(
        'a',
        { role: 'tab', id: `tab-${name}`, href: link(name), 'aria-controls': 'panel' },
        label,
        el('span', { class: 'many', hidden: true }),
      );
      this.#tabs.set(name, tab);
    }
    id('tabs').append(...this.#tabs.values());
    id('tabs').addEventListener('keydown', (event) => this.#pressed(event));
    document.querySelector('.skip').addEventListener('click', (event) => {
      event.preventDefault();
      id('content').focus();
    });
    this.#switches();
    live.addEventListener('state', () => this.#connection());
    live.addEventListener('tick', () => this.#figures());
    this.#connection();
  }

  knows(view) {
    return this.#tabs.has(view) || view in BELONGS;
  }

  select(view, params) {
    const own = BELONGS[view] ?? view;
    for (const [name, tab] of this.#tabs) {
      attr(tab, 'aria-selected', String(name === own));
      attr(tab, 'tabindex', name === own ? 0 : -1);
    }
    const tab = this.#tabs.get(own);
    reveal(tab);
    attr(id('panel'), 'aria-labelledby', tab.id);
    this.#title = view === 'actor' ? params.path : tab.firstChild.data;
    this.#name();
  }

  #name() {
    const system = this.#live.overview?.system;
    document.title = `${this.#title} · ${system ?? 'Troupe'}`;
  }

  #pressed(event) {
    const all = [...this.#tabs.values()];
    const at = all.indexOf(event.target.closest('[role=tab]'));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === ' ') event.target.click();
    else if (to === undefined) return;
    else {
      const tab = all[(to + all.length) % all.length];
      tab.focus();
      tab.click();
    }
    event.preventDefault();
  }

  #switches() {
    const theme = window.troupeTheme;
    const named = () => text(id('theme'), theme.isDark() ? 'Light' : 'Dark');
    id('theme').addEventListener('click', theme.toggle);
    attr(id('theme'), 'title', 'Change between light and dark');
    document.addEventListener('theme', named);
    named();
    id('pause').addEventListener('click', () => {
      this.#stage.paused = !this.#stage.paused;
      attr(id('pause'), 'aria-pressed', String(this.#stage.paused));
      attr(document.documentElement, 'data-paused', this.#stage.paused);
      this.#connection();
    });
    attr(id('pause'), 'title', 'Let the views stand still');
  }

  #connection() {
    const { state, refused } = this.#live;
    document.documentElement.dataset.connection = state;
    text(id('status'), state === 'live' && this.#stage.paused ? 'paused' : SAYS[state]);
    const banner = id('banner');
    banner.hidden = state !== 'lost';
    const why = banner.hidden ? '' : String(refused);
    if (banner.dataset.why === why) return;
    banner.dataset.why = why;
    if (state !== 'lost') banner.replaceChildren();
    else if (refused === 401) banner.replaceChildren(...tokenWanted());
    else if (refused) text(banner, `The server refuses (${refused}), trying again. The figures below are old.`);
    else text(banner, 'Connection lost, trying again. The figures below are old.');
  }

  #figures() {
    const now = this.#live.overview;
    text(id('system'), now.system);
    text(id('about'), `${now.scheduler} · engine ${now.engine} · ${now.version} · up ${age(now.upMillis)}`);
    this.#badge('warnings', now.warnings.length, now.warnings.some((warning) => warning.severity === 'alarm') ? 'alarm' : 'warn');
    this.#badge(
      'failures',
      now.totals.failures.reduce((sum, kind) => sum + kind.count, 0),
    );
    this.#badge(
      'letters',
      Object.values(now.totals.deadLetters).reduce((sum, n) => sum + n, 0),
    );
    this.#name();
  }

  #badge(name, number, tone = null) {
    const badge = this.#tabs.get(name).lastElementChild;
    badge.hidden = number === 0;
    attr(badge, 'data-tone', tone);
    text(badge, count(number));
  }
}

// Not scrollIntoView: from there the tabulator would go on, past the head of the page.
function reveal(tab) {
  const row = tab.parentElement;
  const left = tab.offsetLeft - row.offsetLeft;
  if (left < row.scrollLeft) row.scrollLeft = left;
  else if (left + tab.offsetWidth > row.scrollLeft + row.clientWidth) row.scrollLeft = left + tab.offsetWidth - row.clientWidth;
}
