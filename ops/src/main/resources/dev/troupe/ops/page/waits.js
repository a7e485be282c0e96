// Who waits for whom. A circle of waits never ends by itself.

import { get } from './api.js';
import { attr, el, keyed, text } from './dom.js';
import { exact, many } from './format.js';
import { actorLink, either, empty, heading } from './parts.js';
import { link, set } from './route.js';
import { table } from './table.js';

/** So many rows are shown, and sent: circles first, then who waits for an actor. */
const MOST = 300;
/** So many circles are drawn, and so many names of each. */
const MOST_CIRCLES = 50;
const MOST_NAMES = 20;

export function waits() {
  let circles = [];
  /** Of each who is in circles, in which. */
  let circlesOf = new Map();
  let all = false;
  const where = el('p', { class: 'where' });
  const cycles = el('ul', { class: 'cycles', 'aria-label': 'Circles of waits' });
  const rows = table({
    caption: 'Who waits for whom',
    className: 'dense waits',
    key: (row) => [row.waiter, row.what, row.target].join('|'),
    mark: (tr, row) => attr(tr, 'data-tone', circleOf(row) < 0 ? null : 'alarm'),
    columns: [
      {
        label: 'Waiter',
        kind: 'name',
        text: (row) => row.waiter,
        title: (row) => row.waiter,
        href: (row) => link('actor', { path: row.waiter }),
      },
      { label: 'Waits', kind: 'wide', text: (row) => row.what },
      { label: 'For', kind: 'wide', fill: setTarget },
      { label: 'Circle', text: (row) => (circleOf(row) < 0 ? '' : `circle ${circleOf(row) + 1}`) },
    ],
  });
  const nothing = empty(
    'Nobody waits for anybody.',
    'An actor that asks another, or stands before its full mailbox, is listed here until its wait is over. Waiting for a message doesn’t count.',
  );
  nothing.hidden = true;

  const others = el('input', { type: 'checkbox', onchange: () => set({ all: others.checked }) });
  const word = el('span');
  const tools = el('div', { class: 'tools' }, el('label', {}, others, ' ', word));

  function circleOf(row) {
    const targets = circlesOf.get(row.target);
    if (!targets) return -1;
    for (const at of circlesOf.get(row.waiter) ?? []) if (targets.has(at)) return at;
    return -1;
  }

  // Circles, then who waits for an actor, then, if wanted, who sleeps or waits for what is no actor.
  function foremost(told) {
    const weight = (row) => (circleOf(row) >= 0 ? 0 : row.target ? 1 : 2);
    return told
      .map((row) => [weight(row), row])
      .filter(([heavy]) => all || heavy < 2)
      .sort(([a], [b]) => a - b)
      .map(([, row]) => row);
  }

  return {
    element: el('div', {}, heading('Who waits for whom', where), tools, cycles, rows.element, nothing),
    show(params) {
      all = params.all === 'true';
      others.checked = all;
    },
    async refresh(signal) {
      const answer = await get('waits', {}, signal);
      circles = answer.cycles;
      circlesOf = new Map();
      circles.forEach((circle, at) => {
        for (const path of circle) {
          if (!circlesOf.has(path)) circlesOf.set(path, new Set());
          circlesOf.get(path).add(at);
        }
      });
      cycles.hidden = circles.length === 0;
      keyed(
        cycles,
        circles.slice(0, MOST_CIRCLES),
        (circle) => circle.join('|'),
        () => el('li', { 'data-tone': 'alarm' }),
        drawn,
      );
      const wanted = foremost(answer.rows);
      const shown = wanted.slice(0, MOST);
      rows.show(shown);
      // The server sends who waits for no actor last, and not all if there are too many.
      const total = answer.total ?? answer.rows.length;
      const alone = total - answer.targeted;
      const of = all ? total : answer.targeted;
      const said = shown.length < of ? `${exact(shown.length)} of ${many(of, 'wait')}` : many(of, 'wait');
      text(where, `${said}, ${many(answer.circles, 'circle')}`);
      text(word, `also who sleeps or waits for no actor (${exact(alone)})`);
      either(rows.element, nothing, wanted.length === 0);
    },
  };
}

function drawn(node, circle) {
  if (node.childElementCount > 0) return;
  const whole = circle.at(-1) === circle[0] ? circle : [...circle, circle[0]];
  const left = whole.length - 1 - MOST_NAMES;
  const named = left > 0 ? [...whole.slice(0, MOST_NAMES), null, whole[0]] : whole;
  const chain = named.flatMap((path, at) => [
    at === 0 ? '' : el('span', { class: 'arrow' }, ' → '),
    path === null ? el('span', { class: 'quiet' }, `${exact(left)} more`) : actorLink(path),
  ]);
  node.append(el('strong', {}, 'A circle: '), ...chain);
}

function setTarget(cell, row) {
  if (!cell.firstChild) cell.append(row.target ? actorLink(row.target) : el('span', { class: 'quiet' }, 'no actor'));
}
