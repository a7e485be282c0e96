// How the system does: figures, what is amiss, five minutes in charts, the busiest groups.

import { get } from './api.js';
import { chart, STEPS } from './chart.js';
import { attr, el, text } from './dom.js';
import { bytes, count, exact, many, nanos, NONE, percent, rate } from './format.js';
import { cellBar, either, empty, heading } from './parts.js';
import { link } from './route.js';
import { table } from './table.js';
import { warningList } from './warnings.js';

const BUSIEST = 10;
/** Over less than that no rate is told. */
const LEAST_SECONDS = 0.5;

const total = (counts) => Object.values(counts).reduce((sum, n) => sum + n, 0);
const eachSecond = (n) => (n < 0 ? NONE : `${rate(n)} a second`);
const crashes = (totals) => totals.failures.reduce((sum, kind) => sum + kind.count, 0);

/** Label, figure, unit, what is said below it; what makes it stand out; where it leads to. */
const FIGURES = [
  {
    label: 'Messages',
    value: (o) => rate(o.rates.processed),
    unit: '/s',
    more: (o) => `${count(o.totals.processed)} taken, ${count(o.totals.waiting)} wait`,
    href: link('actors', { order: 'rate', desc: true }),
  },
  {
    label: 'Live actors',
    value: (o) => count(o.totals.live),
    more: (o) => `${rate(o.rates.started)} started, ${rate(o.rates.stopped)} ended a second`,
    href: link('actors'),
  },
  {
    label: 'Ready',
    value: (o) => count(o.ready),
    more: (o) => `a turn comes after ${nanos(o.delayNanos)}`,
    href: link('actors', { state: 'ready' }),
  },
  {
    label: 'Utilisation',
    value: (o) => percent(o.utilisation),
    more: (o) => `${many(o.busy, 'worker')} busy, ${many(o.processors, 'processor')}`,
    href: link('workers'),
  },
  {
    label: 'Dead letters',
    value: (o) => count(total(o.totals.deadLetters)),
    more: (o) => eachSecond(o.rates.deadLetters),
    tone: (o) => o.rates.deadLetters > 0 && 'warn',
    href: link('letters'),
  },
  {
    label: 'Restarts',
    value: (o) => count(o.totals.restarts),
    more: (o) => `${eachSecond(o.rates.restarts)}, ${many(crashes(o.totals), 'crash', 'crashes')}`,
    tone: (o) => o.rates.restarts > 0 && 'warn',
    href: link('failures'),
  },
  {
    label: 'Asks',
    value: (o) => rate(o.rates.asks),
    unit: '/s',
    more: (o) => `${count(o.totals.asksPending)} pending`,
    href: link('waits'),
  },
  {
    label: 'Heap',
    value: (o) => bytes(o.heap.usedBytes),
    more: (o) => `of ${bytes(o.heap.maxBytes)}, ${many(o.threads, 'thread')}`,
    tone: (o) => o.heap.maxBytes > 0 && o.heap.usedBytes > 0.9 * o.heap.maxBytes && 'alarm',
  },
];

const CHARTS = [
  {
    title: 'Messages a second',
    series: [
      { label: 'taken', read: (o) => o.rates.processed, say: rate, steps: STEPS.whole },
      { label: 'sent', read: (o) => o.rates.sent, say: rate },
    ],
  },
  {
    title: 'Ready',
    series: [
      { label: 'ready actors', read: (o) => o.ready, say: count, steps: STEPS.whole },
      { label: 'delay of a turn', read: (o) => o.delayNanos, say: nanos, right: true },
    ],
  },
  { title: 'Utilisation of workers', most: () => 1.05, series: [{ label: 'busy', read: (o) => o.utilisation, say: percent }] },
  {
    title: 'Heap',
    series: [
      { label: 'used', read: (o) => o.heap.usedBytes, say: bytes, steps: STEPS.bytes },
      { label: 'committed', read: (o) => o.heap.committedBytes, say: bytes },
    ],
  },
];

export function overview(points) {
  const tiles = FIGURES.map(tile);
  const charts = CHARTS.map((spec) => chart(spec, points));
  const troubles = warningList();
  const calm = el('p', { class: 'calm' }, 'No warnings.');
  const groups = busiest();
  const missed = el('p', { class: 'note', hidden: true });
  const element = el(
    'div',
    { class: 'overview' },
    el('h2', { class: 'unseen' }, 'Overview'),
    el('div', { class: 'figures' }, ...tiles.map((one) => one.element)),
    el('section', { class: 'troubles', 'aria-label': 'Warnings' }, troubles.element, calm),
    el('section', { class: 'charts', 'aria-label': 'The last minutes' }, ...charts.map((one) => one.element)),
    el('section', {}, heading('Busiest groups'), groups.table.element, groups.nothing),
    missed,
  );

  return {
    element,
    tick(now) {
      tiles.forEach((one) => one.set(now));
      troubles.show(now.warnings, now.nowMillis);
      either(troubles.element, calm, now.warnings.length === 0);
      charts.forEach((one) => one.draw());
      missed.hidden = !now.missed;
      text(missed, `${many(now.missed, 'sample')} of times and events came faster than they could be read, and were left out.`);
    },
    async refresh(signal) {
      const at = performance.now(); // the answer may lie about for a while before it is read
      groups.show((await get('groups', {}, signal)).rows, at);
    },
    close: () => charts.forEach((one) => one.close()),
  };
}

function tile({ label, value, unit, more, tone, href }) {
  const figure = el('span', { class: 'value' });
  const of = unit ? el('span', { class: 'unit' }, ' ' + unit) : null;
  const below = el('span', { class: 'more' });
  const element = el(
    href ? 'a' : 'div',
    { class: 'tile', href },
    el('span', { class: 'label' }, label),
    el('span', { class: 'line' }, figure, of),
    below,
  );
  return {
    element,
    set(now) {
      text(figure, value(now));
      if (of) of.hidden = figure.textContent === NONE;
      text(below, more(now));
      attr(element, 'data-tone', tone?.(now) || null);
    },
  };
}

// The server says how many messages a group has taken; how many a second comes of two such answers.
function busiest() {
  let before = { at: 0, taken: new Map() };
  let greatest = 1;
  const groups = table({
    caption: 'The groups of actors that take the most messages a second',
    className: 'dense',
    key: (row) => row.group,
    columns: [
      {
        label: 'Group',
        kind: 'name',
        text: (row) => row.group,
        title: (row) => row.group,
        href: (row) => link('actors', { group: row.group }),
      },
      {
        label: 'Messages /s',
        kind: 'share',
        fill: (cell, row) => cellBar(cell, 'messages a second', row.rate / greatest, rate(row.rate)),
      },
      { label: 'Live', kind: 'number', text: (row) => count(row.live), title: (row) => exact(row.live) },
      { label: 'Waiting', kind: 'number', text: (row) => count(row.waiting), title: (row) => exact(row.waiting) },
      { label: 'Deepest', hint: 'Messages in the fullest mailbox', kind: 'number', text: (row) => count(row.deepest) },
      { label: 'Taken', kind: 'number', text: (row) => count(row.processed), title: (row) => exact(row.processed) },
      { label: 'Processing p50', kind: 'number', text: (row) => nanos(row.processing?.p50Nanos) },
      { label: 'p99', full: 'Processing p99', kind: 'number', text: (row) => nanos(row.processing?.p99Nanos) },
      { label: 'Wait p50', kind: 'number', text: (row) => nanos(row.wait?.p50Nanos) },
      { label: 'p99', full: 'Wait p99', kind: 'number', text: (row) => nanos(row.wait?.p99Nanos) },
    ],
  });
  const nothing = empty('No actors yet.', 'A group is here as soon as one of its actors is spawned.');
  nothing.hidden = true;

  return {
    table: groups,
    nothing,
    show(rows, at) {
      const seconds = (at - before.at) / 1000;
      for (const row of rows) {
        const last = before.taken.get(row.group);
        row.rate = last === undefined || row.processed < last || seconds < LEAST_SECONDS ? -1 : (row.processed - last) / seconds;
      }
      if (seconds >= LEAST_SECONDS) before = { at, taken: new Map(rows.map((row) => [row.group, row.processed])) };
      const top = rows
        .sort((a, b) => b.rate - a.rate || b.processed - a.processed || a.group.localeCompare(b.group))
        .slice(0, BUSIEST);
      greatest = Math.max(1, ...top.map((row) => row.rate));
      groups.show(top);
      either(groups.element, nothing, top.length === 0);
    },
  };
}
