// Pools for offloaded work, and their child processes.

import { get } from './api.js';
import { attr, el } from './dom.js';
import { count, exact, rate } from './format.js';
import { cellBar, either, empty, heading } from './parts.js';
import { table } from './table.js';

const number = (label, field, hint) => ({
  label,
  hint,
  kind: 'number',
  text: (row) => count(row[field]),
  title: (row) => exact(row[field]),
});
const ofProcesses = (label, field, hint) => ({
  label,
  hint,
  kind: 'number',
  text: (row) => count(row.processes[field]),
  title: (row) => exact(row.processes[field]),
});

export function pools() {
  const rows = table({
    caption: 'Pools',
    className: 'pools',
    key: (row) => row.pool,
    mark: (tr, row) => attr(tr, 'data-tone', row.line > 0 ? 'warn' : null),
    columns: [
      { label: 'Pool', kind: 'name', text: (row) => row.pool },
      { label: 'Kind', text: (row) => row.kind },
      {
        label: 'Running',
        hint: 'Of those that may run at once',
        kind: 'share',
        fill: (cell, row) => cellBar(cell, 'running', row.active / row.threads, `${row.active} of ${row.threads}`),
      },
      number('Queued', 'queued', 'Taken, not running yet'),
      number('In line', 'line', 'Waiting for room in the queue'),
      { label: 'Ended /s', kind: 'number', text: (row) => rate(row.rate) },
      number('Done', 'done', 'Gave a result'),
      number('Failed', 'failed', 'Threw'),
      number('Cancelled', 'cancelled'),
      number('Timed out', 'timedOut'),
    ],
  });
  const children = table({
    caption: 'Child processes of pools',
    className: 'processes',
    key: (row) => row.pool,
    columns: [
      { label: 'Pool', kind: 'name', text: (row) => row.pool },
      {
        label: 'Busy',
        kind: 'share',
        fill: (cell, { processes }) =>
          cellBar(
            cell,
            'busy',
            (processes.live - processes.idle) / (processes.live || 1),
            `${processes.live - processes.idle} of ${processes.live}`,
          ),
      },
      ofProcesses('Live', 'live'),
      ofProcesses('Idle', 'idle'),
      ofProcesses('Started', 'started'),
      ofProcesses('Lost', 'lost', 'Ended unasked, or did not start'),
      ofProcesses('Recycled', 'recycled', 'Replaced because they had done enough, or held too much memory'),
    ],
  });
  const nothing = empty(
    'No pool is in use.',
    'A pool is here as soon as an actor offloads work to the system’s own, or the program tells the system to show another.',
  );
  const none = empty('No pool has child processes.', 'Pools of processes are listed here with what became of their children.');
  nothing.hidden = true;
  none.hidden = true;
  return {
    element: el('div', {}, heading('Offload pools'), rows.element, nothing, heading('Processes'), children.element, none),
    async refresh(signal) {
      const answer = await get('pools', {}, signal);
      const parents = answer.rows.filter((row) => row.processes);
      rows.show(answer.rows);
      children.show(parents);
      either(rows.element, nothing, answer.rows.length === 0);
      either(children.element, none, parents.length === 0);
    },
  };
}
