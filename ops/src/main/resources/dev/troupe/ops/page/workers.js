// Who gives turns: a row for each worker.

import { get } from './api.js';
import { attr, el, keyed, text } from './dom.js';
import { age, count, exact, many, nanos, rate } from './format.js';
import { cellBar, either, empty, facts, heading } from './parts.js';
import { link } from './route.js';
import { setBadge, badge } from './states.js';
import { table } from './table.js';

/** Shapes are those of actors. */
const SHAPE = { busy: 'running', idle: 'ready', parked: 'idle' };

export function workers() {
  const schedulers = el('div', { class: 'cards' });
  const rows = table({
    caption: 'Workers',
    className: 'workers',
    key: (row) => `${row.scheduler}#${row.index}`,
    mark: (tr, row) => attr(tr, 'data-tone', row.blocked ? 'alarm' : null),
    columns: [
      {
        label: 'Worker',
        kind: 'name',
        text: (row) => `${row.scheduler} #${row.index}`,
        title: (row) => row.thread || 'nobody drives',
      },
      { label: 'Utilisation', kind: 'share', fill: (cell, row) => cellBar(cell, 'utilisation', row.utilisation) },
      { label: 'State', kind: 'states', fill: setState },
      { label: 'Actor', kind: 'wide', fill: setActor },
      {
        label: 'Turn',
        hint: 'How long the turn that runs has run at least',
        kind: 'number',
        text: (row) => (row.turnNanos > 0 ? nanos(row.turnNanos) : ''),
      },
      { label: 'Turns /s', kind: 'number', text: (row) => rate(row.turnRate) },
      { label: 'Ready', hint: 'Actors that wait for this worker', kind: 'number', text: (row) => count(row.ready) },
      { label: 'Turns', kind: 'number', text: (row) => count(row.turns), title: (row) => exact(row.turns) },
      {
        label: 'Rounds',
        hint: 'How often it has begun to see to an actor',
        kind: 'number',
        text: (row) => count(row.rounds),
        title: (row) => exact(row.rounds),
      },
      {
        label: 'Steals',
        hint: 'Actors it has taken from other workers',
        kind: 'number',
        text: (row) => count(row.steals),
        title: (row) => exact(row.steals),
      },
      {
        label: 'Parks',
        hint: 'How often it has found nothing to do and slept',
        kind: 'number',
        text: (row) => count(row.parks),
        title: (row) => exact(row.parks),
      },
      { label: 'Up', kind: 'number', text: (row) => age(row.upNanos / 1e6) },
    ],
  });
  const nothing = empty('Nobody gives turns.', 'A worker is here as soon as a scheduler has started it.');
  nothing.hidden = true;
  return {
    element: el('div', {}, heading('Workers'), rows.element, nothing, el('h3', {}, 'Schedulers'), schedulers),
    async refresh(signal) {
      const answer = await get('workers', {}, signal);
      rows.show(answer.workers);
      either(rows.element, nothing, answer.workers.length === 0);
      keyed(
        schedulers,
        answer.schedulers,
        (row) => row.scheduler,
        card,
        (node, row) => facts(node.lastElementChild, entries(row)),
      );
    },
  };
}

function card(row) {
  return el('section', { class: 'card' }, el('h4', {}, row.scheduler), el('dl', { class: 'facts' }));
}

function entries(row) {
  return [
    ['Workers', `${count(row.workers)}, ${count(row.busy)} busy`],
    ['Ready', many(row.ready, 'actor')],
    ['Delay of a turn', nanos(row.delayNanos)],
    ['Turns', count(row.turns)],
    ['Turns each round', row.turns >= 0 && row.rounds > 0 ? (row.turns / row.rounds).toFixed(1) : '–'],
    ['Steals', count(row.steals)],
    ['Parks', count(row.parks)],
  ];
}

function setState(cell, row) {
  if (!cell.firstChild) cell.append(badge('idle'));
  setBadge(cell.firstChild, row.blocked ? 'waiting' : (SHAPE[row.state] ?? 'idle'));
  text(cell.firstChild.lastElementChild, row.blocked ? 'blocked' : row.state);
}

function setActor(cell, row) {
  if (!cell.firstChild) cell.append(el('a', { class: 'path' }));
  attr(cell.firstChild, 'href', row.actor ? link('actor', { path: row.actor }) : null);
  text(cell.firstChild, row.actor ?? '');
}
