// One actor: its row, whom it is tied to, its failures, what it takes.

import { get, Refused } from './api.js';
import { el, keyed, text } from './dom.js';
import { count, exact, nanos, NONE, rate } from './format.js';
import { failureList } from './failurelist.js';
import { actorLink, either, empty, facts } from './parts.js';
import { link } from './route.js';
import { badge, setBadge } from './states.js';
import { tracer } from './trace.js';

export function actor() {
  let path = '';
  const name = el('h2', { class: 'path' });
  const state = badge('idle');
  const row = el('dl', { class: 'facts' });
  const ties = tied();
  const failures = failureList();
  const calm = el('p', { class: 'calm' }, 'None among the last failures of the system.');
  const trace = tracer();
  const gone = empty('', 'It has ended, or was never spawned. While it lives it is under this name.');
  const body = el(
    'div',
    { class: 'actor' },
    el('section', {}, row),
    el('section', {}, el('h3', {}, 'Ties'), ties.element),
    el('section', {}, el('h3', {}, 'Trace'), trace.element),
    el('section', {}, el('h3', {}, 'Failures'), failures.element, calm),
  );
  const element = el(
    'div',
    {},
    el('p', { class: 'back' }, el('a', { href: link('actors') }, '← All actors')),
    el('div', { class: 'heading' }, name, state),
    gone,
    body,
  );
  body.hidden = true;
  gone.hidden = true;

  return {
    element,
    show(params) {
      if (params.path === path) return;
      path = params.path ?? '';
      text(name, path);
      trace.of(path);
      body.hidden = true;
    },
    async refresh(signal) {
      const found = await get('actor', { path }, signal).catch((failure) => {
        if (failure instanceof Refused && failure.status === 404) return null;
        throw failure;
      });
      text(gone.firstChild, `Nobody has the name ${path}.`);
      either(body, gone, found === null);
      state.hidden = found === null;
      if (found === null) return;
      setBadge(state, found.row.state);
      facts(row, entries(found.row));
      ties.show(found.ties, found.row);
      failures.show(found.failures);
      either(failures.element, calm, found.failures.length === 0);
    },
    close: trace.close,
  };
}

const times = (some) => (some ? `${nanos(some.p50Nanos)} · ${nanos(some.p99Nanos)} · ${nanos(some.maxNanos)}` : NONE);

function entries(row) {
  return [
    ['Type', row.group],
    ['Messages', row.messages],
    ['Kind', row.kind],
    ['Scheduler', row.scheduler],
    ['Waits for', row.waitsFor ?? NONE],
    ['Mailbox', count(row.depth)],
    ['Oldest waits', nanos(row.oldestNanos)],
    ['Rate', row.rate < 0 ? NONE : `${rate(row.rate)} /s`],
    ['Taken', exact(row.processed)],
    ['Processing p50 · p99 · max', times(row.processing)],
    ['Wait p50 · p99 · max', times(row.wait)],
    ['Restarts', count(row.restarts)],
    ['Last failure', row.lastFailure ?? NONE],
    ['Spawned in', [row.spawnedBy, row.spawnedAt].filter(Boolean).join(' at ')],
  ];
}

function tied() {
  const lists = ['Parent', 'Watches', 'Watched by', 'Linked to'].map((label) => ({ label, list: el('ul', { class: 'names' }) }));
  const late = el(
    'p',
    { class: 'note', hidden: true },
    'The actor has not answered within 200 ms: its turn is long, or it waits to be driven.',
  );
  const more = el('p', { class: 'note' }, el('a', {}, 'Tree from here'));
  return {
    element: el(
      'div',
      {},
      late,
      el('dl', { class: 'ties' }, ...lists.map(({ label, list }) => el('div', {}, el('dt', {}, label), el('dd', {}, list)))),
      more,
    ),
    show(ties, row) {
      late.hidden = ties !== null;
      more.firstChild.href = link('tree', { root: row.path });
      const names = [row.parent ? [row.parent] : [], ties?.watches, ties?.watchedBy, ties?.links];
      lists.forEach(({ list }, n) => {
        const known = names[n] ?? [];
        const items = known.length > 0 ? known : [null];
        keyed(
          list,
          items,
          (one) => one ?? '',
          (one) => el('li', {}, one === null ? NONE : actorLink(one)),
          () => {},
        );
      });
    },
  };
}
