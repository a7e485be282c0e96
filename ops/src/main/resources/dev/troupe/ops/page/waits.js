// Who waits for whom. A circle of waits never ends by itself.

import { get } from './api.js';
import { attr, el, keyed, text } from './dom.js';
import { exact, many } from './format.js';
import { actorLink, either, empty, heading } from './parts.js';
import { link, set } from './route.js';
import { table } from './table.js';

/** So many rows are shown. */
const MOST = 300;

export function waits() {
  let circles = [];
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
    return circles.findIndex((circle) => circle.includes(row.waiter) && circle.includes(row.target));
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
      cycles.hidden = circles.length === 0;
      keyed(
        cycles,
        circles,
        (circle) => circle.join('|'),
        () => el('li', { 'data-tone': 'alarm' }),
        drawn,
      );
      const wanted = foremost(answer.rows);
      const left = wanted.length - MOST;
      rows.show(wanted.slice(0, MOST));
      const said = [many(wanted.length, 'wait'), many(circles.length, 'circle')];
      if (left > 0) said.push(`${exact(left)} not shown`);
      text(where, said.join(', '));
      const alone = answer.rows.filter((row) => !row.target).length;
      text(word, `also who sleeps or waits for no actor (${exact(alone)})`);
      either(rows.element, nothing, wanted.length === 0);
    },
  };
}

function drawn(node, circle) {
  if (node.childElementCount > 0) return;
  const whole = circle.at(-1) === circle[0] ? circle : [...circle, circle[0]];
  const chain = whole.flatMap((path, at) =>
    at === 0 ? [actorLink(path)] : [el('span', { class: 'arrow' }, ' → '), actorLink(path)],
  );
  node.append(el('strong', {}, 'A circle: '), ...chain);
}

function setTarget(cell, row) {
  if (!cell.firstChild) cell.append(row.target ? actorLink(row.target) : el('span', { class: 'quiet' }, 'no actor'));
}
