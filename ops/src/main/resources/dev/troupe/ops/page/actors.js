// The actors that live: the server searches, sorts and cuts the pages.

import { get } from './api.js';
import { attr, el, text } from './dom.js';
import { count, exact, many, nanos, rate, shortClass } from './format.js';
import { either, empty, heading } from './parts.js';
import { go, link, set } from './route.js';
import { badge, setBadge, STATES } from './states.js';
import { table } from './table.js';

const TYPED_MILLIS = 200;
const GROUPS_MILLIS = 5000;
const DEFAULTS = { search: '', group: '', state: '', order: 'path', desc: 'false', offset: '0', limit: '100' };

const COLUMNS = [
  {
    label: 'Actor',
    order: 'path',
    ascending: true,
    kind: 'name',
    text: (row) => row.path,
    title: (row) => row.path,
    href: (row) => link('actor', { path: row.path }),
  },
  {
    label: 'Type',
    hint: 'Group, or the class of the behavior and that of its messages',
    order: 'group',
    ascending: true,
    kind: 'type',
    text: (row) => row.group,
    title: (row) => `${row.group}, a ${row.kind} for ${row.messages}`,
  },
  { label: 'State', order: 'state', ascending: true, kind: 'states', fill: setState, title: (row) => row.waitsFor },
  {
    label: 'Mailbox',
    hint: 'Messages that wait',
    order: 'depth',
    kind: 'number',
    text: (row) => count(row.depth),
    title: (row) => exact(row.depth),
  },
  {
    label: 'Oldest',
    hint: 'How long the oldest of them has waited',
    order: 'oldest',
    kind: 'number',
    text: (row) => nanos(row.oldestNanos),
  },
  { label: 'Rate /s', hint: 'Messages taken a second', order: 'rate', kind: 'number', text: (row) => rate(row.rate) },
  {
    label: 'Taken',
    hint: 'Messages taken in all',
    order: 'processed',
    kind: 'number',
    text: (row) => count(row.processed),
    title: (row) => exact(row.processed),
  },
  {
    label: 'Proc. p50',
    hint: 'Half of the sampled messages took at most this long',
    kind: 'number',
    text: (row) => nanos(row.processing?.p50Nanos),
  },
  {
    label: 'p99',
    full: 'Proc. p99',
    hint: 'All but one of a hundred sampled messages took at most this long',
    kind: 'number',
    text: (row) => nanos(row.processing?.p99Nanos),
  },
  {
    label: 'Wait p50',
    hint: 'Half of the sampled messages waited at most this long',
    kind: 'number',
    text: (row) => nanos(row.wait?.p50Nanos),
  },
  {
    label: 'p99',
    full: 'Wait p99',
    hint: 'All but one of a hundred sampled messages waited at most this long',
    kind: 'number',
    text: (row) => nanos(row.wait?.p99Nanos),
  },
  { label: 'Restarts', order: 'restarts', kind: 'number', text: (row) => count(row.restarts) },
  {
    label: 'Last failure',
    kind: 'wide',
    text: (row) => (row.lastFailure ? shortClass(row.lastFailure) : ''),
    title: (row) => row.lastFailure,
  },
  {
    label: 'Spawned in',
    kind: 'wide',
    text: (row) => row.spawnedAt ?? shortClass(row.spawnedBy),
    title: (row) => [row.spawnedBy, row.spawnedAt].filter(Boolean).join(' at '),
  },
];

function setState(cell, row) {
  if (!cell.firstChild) cell.append(badge(row.state));
  setBadge(cell.firstChild, row.state);
}

export function actors() {
  let asked = { ...DEFAULTS };
  const tools = toolbar();
  const rows = table({
    caption: 'Actors',
    className: 'actors',
    columns: COLUMNS,
    key: (row) => row.path,
    open: (row) => go('actor', { path: row.path }),
    sort: (order, descending) => set({ order, desc: descending, offset: null }),
    mark: (tr, row) => attr(tr, 'data-failed', row.restarts > 0),
  });
  const nothing = empty('', '');
  const pages = pager();
  const element = el('div', {}, heading('Actors', pages.where), tools.element, rows.element, nothing, pages.element);
  either(rows.element, nothing, false);

  return {
    element,
    show(params) {
      asked = { ...DEFAULTS, ...params };
      tools.set(asked);
      rows.sorted(asked.order, asked.desc === 'true');
    },
    async refresh(signal) {
      const page = await get('actors', asked, signal);
      rows.show(page.rows);
      pages.set(page, Number(asked.limit));
      tools.groups(signal);
      const [title, why] =
        page.live === 0
          ? ['No actors live.', 'An actor is here from its spawn to its end.']
          : [
              'No actor fits.',
              `${many(page.live, 'actor lives', 'actors live')}. Search in names and groups, whatever the case.`,
            ];
      text(nothing.firstChild, title);
      text(nothing.lastChild, why);
      either(rows.element, nothing, page.rows.length === 0);
    },
    close: tools.close,
  };
}

function toolbar() {
  let typed = 0;
  let asked = -Infinity;
  const search = el('input', {
    type: 'search',
    placeholder: 'Search names and groups',
    'aria-label': 'Search names and groups',
    spellcheck: 'false',
    autocomplete: 'off',
    oninput: () => {
      clearTimeout(typed);
      typed = setTimeout(() => set({ search: search.value, offset: null }), TYPED_MILLIS);
    },
  });
  const group = choice('Group', [['', 'all groups']], (value) => set({ group: value, offset: null }));
  const state = choice('State', [['', 'all states'], ...STATES.map((one) => [one, one])], (value) =>
    set({ state: value, offset: null }),
  );
  const order = choice(
    'Sort by',
    COLUMNS.filter((column) => column.order).flatMap((column) => [
      [`${column.order} false`, `${column.label} ↑`],
      [`${column.order} true`, `${column.label} ↓`],
    ]),
    (value) => set({ order: value.split(' ')[0], desc: value.split(' ')[1], offset: null }),
  );
  order.classList.add('narrow');
  const slash = (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.closest('input, select, textarea')) return;
    event.preventDefault();
    search.focus();
  };
  document.addEventListener('keydown', slash);

  return {
    element: el('div', { class: 'tools', role: 'search' }, search, group, state, order),
    set(now) {
      if (document.activeElement !== search) search.value = now.search;
      offer(group, now.group);
      state.value = now.state;
      order.value = `${now.order} ${now.desc}`;
    },
    // Groups come and go slowly.
    async groups(signal) {
      if (performance.now() - asked < GROUPS_MILLIS) return;
      asked = performance.now();
      const names = (await get('groups', {}, signal).catch(() => ({ rows: [] }))).rows.map((row) => row.group).sort();
      names.forEach((name) => offer(group, name, false));
    },
    close() {
      clearTimeout(typed);
      document.removeEventListener('keydown', slash);
    },
  };
}

function choice(label, options, chosen) {
  const select = el(
    'select',
    { 'aria-label': label, onchange: () => chosen(select.value) },
    ...options.map(([value, words]) => el('option', { value }, words)),
  );
  return select;
}

function offer(select, value, choose = true) {
  if (![...select.options].some((option) => option.value === value)) select.append(el('option', { value }, value));
  if (choose) select.value = value;
}

function pager() {
  const where = el('p', { class: 'where' });
  const back = el('button', { type: 'button' }, 'Previous');
  const on = el('button', { type: 'button' }, 'Next');
  const limit = choice(
    'Rows on a page',
    ['25', '50', '100', '500'].map((n) => [n, `${n} rows`]),
    (value) => set({ limit: value, offset: null }),
  );
  let page = { offset: 0, matching: 0 };
  let size = 100;
  back.addEventListener('click', () => set({ offset: Math.max(0, page.offset - size) || null }));
  on.addEventListener('click', () => set({ offset: page.offset + size }));
  return {
    where,
    element: el('div', { class: 'pager' }, back, on, limit),
    set(now, rows) {
      page = now;
      size = rows;
      back.disabled = now.offset === 0;
      on.disabled = now.offset + now.rows.length >= now.matching;
      offer(limit, String(rows));
      const shown = now.rows.length === 0 ? 'none' : `${exact(now.offset + 1)}–${exact(now.offset + now.rows.length)}`;
      text(where, `${shown} of ${exact(now.matching)}` + (now.matching === now.live ? '' : `, ${exact(now.live)} live`));
    },
  };
}
