// Messages that no actor will process.

import { get } from './api.js';
import { el, text } from './dom.js';
import { clock, exact, shortClass } from './format.js';
import { either, empty, facts, heading } from './parts.js';
import { link } from './route.js';
import { table } from './table.js';

const words = (constant) => constant.replaceAll('_', ' ');

export function letters() {
  const where = el('p', { class: 'where' });
  const reasons = el('dl', { class: 'facts reasons', 'aria-label': 'By reason' });
  const rows = table({
    caption: 'Dead letters',
    className: 'dense letters',
    key: (row) => [row.atMillis, row.recipient, row.message, row.reason].join('|'),
    columns: [
      {
        label: 'Recipient',
        kind: 'name',
        text: (row) => row.recipient,
        title: (row) => row.recipient,
        href: (row) => link('actor', { path: row.recipient }),
      },
      { label: 'Time', kind: 'time', text: (row) => clock(row.atMillis, true) },
      { label: 'Reason', text: (row) => words(row.reason) },
      { label: 'Message', kind: 'wide', text: (row) => shortClass(row.message), title: (row) => row.message },
    ],
  });
  const nothing = empty(
    'No dead letters were seen.',
    'A message to nobody, or to an actor that has ended, is listed here while the dashboard is watched, without its body. The figures above count all of them.',
  );
  nothing.hidden = true;
  return {
    element: el('div', {}, heading('Dead letters', where), reasons, rows.element, nothing),
    tick(now) {
      facts(
        reasons,
        Object.entries(now.totals.deadLetters)
          .filter(([, n]) => n > 0)
          .map(([reason, n]) => [words(reason), exact(n)]),
      );
      reasons.hidden = reasons.children.length === 0;
    },
    async refresh(signal) {
      const answer = await get('dead-letters', {}, signal);
      rows.show(answer.rows);
      text(where, `the last ${exact(answer.rows.length)} of ${exact(answer.total)}`);
      either(rows.element, nothing, answer.rows.length === 0);
    },
  };
}
