// Failures that open to their stacks.

import { attr, el, keyed } from './dom.js';
import { clock, shortClass } from './format.js';
import { actorLink } from './parts.js';

/** @param {(row: object, open: boolean) => void} [turned] told when one is opened or closed */
export function failureList(turned) {
  const element = el('div', { class: 'failures' });
  /** Those that are open: they stay, also when the server has given them up for newer ones. */
  const reading = new Map();
  const key = (row) => row.id ?? [row.atMillis, row.actor, row.exception].join('|');

  function make(row) {
    const details = el(
      'details',
      { class: 'failure', 'data-id': key(row) },
      el(
        'summary',
        {},
        el('time', { datetime: new Date(row.atMillis).toISOString() }, clock(row.atMillis, true)),
        el('span', { class: 'path' }, row.actor),
        el('span', { class: 'exception', title: row.exception }, shortClass(row.exception)),
        el('span', { class: 'text' }, row.text ?? ''),
        el('span', { class: 'directive' }, row.directive),
      ),
      el(
        'p',
        { class: 'note' },
        'In ',
        actorLink(row.actor),
        row.message ? ` with a message of ${row.message} in hand` : ' without a message in hand',
        `; its policy: ${row.directive}, restarts so far: ${row.restarts}.`,
      ),
      el('pre', { tabindex: 0, 'aria-label': 'Stack' }, row.stack),
    );
    details.addEventListener('toggle', () => {
      if (details.open) reading.set(key(row), row);
      else reading.delete(key(row));
      turned?.(row, details.open);
    });
    return details;
  }

  return {
    element,
    show(rows, opened = null) {
      const told = new Set(rows.map(key));
      const all = [...rows, ...[...reading.values()].filter((row) => !told.has(key(row)))];
      keyed(element, all, key, make, (details, row) => {
        attr(details, 'data-directive', row.directive);
        if (opened !== null && String(key(row)) === opened && details.dataset.shown !== opened) {
          details.dataset.shown = opened;
          details.open = true;
          details.scrollIntoView({ block: 'nearest' });
        }
      });
    },
  };
}
