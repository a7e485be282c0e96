// What is amiss: on the overview, and on a page of its own.

import { attr, el, keyed, text } from './dom.js';
import { age } from './format.js';
import { actorLink, either, empty, heading } from './parts.js';
import { link } from './route.js';

const MEANS = [
  [
    'growing mailbox',
    'An actor is sent more than it takes, and its mailbox gets deeper and deeper. Bound it, or share the work out.',
  ],
  ['long turn', 'An actor keeps its worker for long without a pause. What computes belongs to an offload pool.'],
  [
    'blocked carrier',
    'An actor waits for a lock or for input within its turn, and its worker with it. Such an actor belongs on Scheduler.blocking().',
  ],
  ['restart storm', 'Actors crash and start anew, again and again. The failures say why.'],
  ['uneven workers', 'One worker has much more to do than the others.'],
];

/** Warnings in a list, the alarms first. */
export function warningList() {
  const element = el('ul', { class: 'warnings' });
  return {
    element,
    show(warnings, nowMillis) {
      const rows = [...warnings].sort((a, b) =>
        a.severity === b.severity ? a.sinceMillis - b.sinceMillis : a.severity === 'alarm' ? -1 : 1,
      );
      keyed(
        element,
        rows,
        (row) => [row.kind, row.actor, row.worker].join('|'),
        make,
        (node, row) => update(node, row, nowMillis),
      );
    },
  };
}

function make(row) {
  const where = row.actor
    ? actorLink(row.actor)
    : row.worker
      ? el('a', { class: 'path', href: link('workers') }, row.worker)
      : null;
  return el(
    'li',
    {},
    el('span', { class: 'severity' }),
    el('span', { class: 'kind' }, row.kind),
    where,
    el('span', { class: 'says' }),
    el('span', { class: 'since' }),
  );
}

function update(node, row, nowMillis) {
  attr(node, 'data-tone', row.severity);
  text(node.querySelector('.severity'), row.severity === 'alarm' ? 'Alarm' : 'Warning');
  text(node.querySelector('.says'), row.text);
  text(node.querySelector('.since'), `for ${age(Math.max(0, nowMillis - row.sinceMillis))}`);
}

export function warnings() {
  const list = warningList();
  const nothing = empty('No warnings.', 'While this page is open the system is watched for what follows.');
  const element = el(
    'div',
    {},
    heading('Warnings'),
    list.element,
    nothing,
    el(
      'section',
      { class: 'legend' },
      el('h3', {}, 'What is looked for'),
      el('dl', {}, ...MEANS.flatMap(([kind, means]) => [el('dt', {}, kind), el('dd', {}, means)])),
    ),
  );
  either(list.element, nothing, true);
  return {
    element,
    tick(now) {
      list.show(now.warnings, now.nowMillis);
      either(list.element, nothing, now.warnings.length === 0);
    },
  };
}
