// The last failures of the system, with their stacks.

import { get } from './api.js';
import { el, text } from './dom.js';
import { many } from './format.js';
import { failureList } from './failurelist.js';
import { either, empty, heading } from './parts.js';
import { here, set } from './route.js';

export function failures() {
  let opened = null;
  let total = 0;
  const where = el('p', { class: 'where' });
  const list = failureList((row, open) => {
    if (open && here().params.open !== String(row.id)) set({ open: row.id });
    else if (!open && here().params.open === String(row.id)) set({ open: null });
  });
  const nothing = empty('Nothing has crashed.', 'What an actor throws is kept here with its stack: the last 32 of the system.');
  nothing.hidden = true;
  return {
    element: el('div', {}, heading('Failures', where), list.element, nothing),
    show(params) {
      opened = params.open ?? null;
    },
    tick(now) {
      total = now.totals.failures.reduce((sum, kind) => sum + kind.count, 0);
    },
    async refresh(signal) {
      const { rows } = await get('failures', {}, signal);
      list.show(rows, opened);
      // Counted at the last tick, listed now.
      text(where, `the last ${rows.length} of ${many(Math.max(total, rows.length), 'crash', 'crashes')}`);
      either(list.element, nothing, rows.length === 0);
    },
  };
}
