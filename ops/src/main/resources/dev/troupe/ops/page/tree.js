// Who is whose child, and who watches and is linked to whom.

import { get } from './api.js';
import { el, text } from './dom.js';
import { exact, many } from './format.js';
import { either, empty, heading } from './parts.js';
import { go, link, set } from './route.js';
import { shape, STATES } from './states.js';
import { drawing } from './treedrawing.js';
import { foldedAtFirst, layout } from './treelayout.js';

const ZOOMS = [0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.6, 2];
const TOP = 'the system';
/** So many rows can be asked for. */
const MOST = 1000;

export function tree() {
  let root = '';
  let limit = '500';
  let zoom = 1;
  let folded = null;
  let answer = null;

  const drawn = drawing({
    top: TOP,
    open: (path) => go('actor', { path }),
    fold(path, away) {
      if (away) folded.add(path);
      else folded.delete(path);
      draw();
    },
  });
  const where = el('p', { class: 'where' });
  const box = el('div', { class: 'box forest', hidden: true }, drawn.element);
  const nothing = empty('No actors live.', 'The tree grows with the first spawn; children hang on the actor that spawned them.');
  nothing.hidden = true;
  const from = el('p', { class: 'note', hidden: true }, el('span'), ' ', el('a', { href: link('tree') }, 'Whole tree'));
  const button = (label, hint, onclick) => el('button', { type: 'button', title: hint, onclick }, label);
  const tools = el(
    'div',
    { class: 'tools', hidden: true },
    button('−', 'Smaller', () => magnify(-1)),
    button('+', 'Larger', () => magnify(1)),
    button('Fit', 'As wide as the page', fit),
    button('Unfold all', 'Show all children', () => refold([])),
    button('Fold all', 'Show the topmost only', () => refold(answer.rows.map((row) => row.path))),
    button('More', 'Show more actors', () => set({ limit: Math.min(MOST, Number(limit) * 4) })),
  );
  const more = tools.lastElementChild;

  function magnify(step) {
    const near = ZOOMS.findLastIndex((one) => one <= zoom + 0.01);
    zoom = ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, near + step))];
    draw();
  }

  function fit() {
    const width = Number(drawn.element.getAttribute('width')) / zoom;
    zoom = Math.max(ZOOMS[0], Math.min(1.25, (box.clientWidth - 4) / width));
    draw();
  }

  function refold(paths) {
    folded = new Set(paths);
    draw();
  }

  function draw() {
    if (answer) drawn.draw(layout(answer.rows, folded, TOP), answer.watches, answer.links, zoom);
  }

  box.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      magnify(event.deltaY < 0 ? 1 : -1);
    },
    { passive: false },
  );

  return {
    element: el('div', {}, heading('Supervision tree', where), tools, from, box, nothing, legend()),
    show(params) {
      if ((params.root ?? '') !== root) folded = null;
      root = params.root ?? '';
      limit = params.limit ?? '500';
      from.hidden = root === '';
      text(from.firstElementChild, `From ${root} downwards.`);
    },
    async refresh(signal) {
      answer = await get('tree', { root, limit }, signal);
      folded ??= new Set(foldedAtFirst(answer.rows));
      draw();
      more.hidden = !answer.truncated || Number(limit) >= MOST;
      text(
        where,
        `${exact(answer.rows.length)} of ${many(answer.live, 'actor')}` +
          `, ${many(answer.watches.length, 'watch', 'watches')}, ${many(answer.links.length, 'link')}`,
      );
      either(box, nothing, answer.rows.length === 0);
      tools.hidden = answer.rows.length === 0;
    },
  };
}

function legend() {
  return el(
    'section',
    { class: 'legend', 'aria-label': 'Legend' },
    el(
      'p',
      { class: 'states' },
      ...STATES.map((state) => el('span', { class: 'state', 'data-state': state }, shape(state), el('span', {}, state))),
    ),
    el(
      'p',
      {},
      el('i', { class: 'sample child' }),
      ' child  ',
      el('i', { class: 'sample watch' }),
      ' watches  ',
      el('i', { class: 'sample link' }),
      ' linked',
    ),
    el(
      'p',
      { class: 'note' },
      'A click on a name opens the actor, one beside it folds its children. Keys: arrows move and fold, Space folds, Enter opens.',
    ),
  );
}
