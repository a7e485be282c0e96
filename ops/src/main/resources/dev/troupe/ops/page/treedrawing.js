// The tree as a drawing: actors, lines to their children, arrows to whom they watch, double lines to whom they are linked.

import { attr, keyed, svg, text } from './dom.js';
import { figures, shortened } from './treelayout.js';
import { outline, setOutline } from './states.js';

/**
 * @param {object} spec
 * @param {string} spec.top what stands at the root if that is no actor
 * @param {(path: string) => void} spec.open
 * @param {(path: string, folded: boolean) => void} spec.fold
 */
export function drawing({ top, open, fold }) {
  const lines = svg('g', { class: 'lines' });
  const ties = svg('g', { class: 'ties' });
  const actors = svg('g', { class: 'actors' });
  const element = svg(
    'svg',
    { class: 'drawing', role: 'tree', 'aria-label': 'Supervision tree' },
    arrowHead(),
    lines,
    ties,
    actors,
  );
  let current = null;
  let places = [];

  function make(place) {
    const node = svg(
      'g',
      { class: 'node', role: 'treeitem', tabindex: -1 },
      svg('rect', { class: 'ground', y: -11, height: 22, rx: 4 }),
      svg('title'),
      svg('g', { class: 'mark' }, outline('idle')),
      svg(
        'text',
        { x: 18, y: 4 },
        svg('tspan', { class: 'name' }),
        svg('tspan', { class: 'says' }),
        svg('tspan', { class: 'folded' }),
      ),
    );
    node.addEventListener('click', (event) => {
      if (!place.row) return;
      current = place.key;
      rove();
      const now = placeOf(place.key);
      if (event.target.closest('.name') || !now.folds) open(place.key);
      else fold(place.key, now.hidden === 0);
    });
    node.addEventListener('focus', () => {
      current = place.key;
      rove();
    });
    node.addEventListener('keydown', (event) => pressed(event, place.key));
    return node;
  }

  function update(node, place) {
    const { row } = place;
    attr(node, 'transform', `translate(${place.x} ${place.y})`);
    attr(node, 'data-key', place.key);
    attr(node, 'data-state', row?.state);
    attr(node, 'aria-level', place.level);
    attr(node, 'aria-expanded', place.folds ? String(place.hidden === 0) : null);
    attr(node, 'aria-label', row ? row.path + figures(row) : top);
    const [ground, title, mark, words] = node.children;
    attr(ground, 'width', place.width);
    text(title, row ? `${row.path} (${row.group})${figures(row)}` : top);
    attr(mark, 'transform', 'translate(2 -6)');
    setOutline(mark.firstElementChild, row?.state ?? 'idle');
    const [name, says, folded] = words.children;
    text(name, row ? shortened(row.path) : top);
    text(says, row ? figures(row) : '');
    text(folded, place.hidden > 0 ? ` +${place.hidden}` : '');
  }

  const placeOf = (key) => places.find((place) => place.key === key);
  const nodeOf = (key) => [...actors.children].find((node) => node.dataset.key === key);

  function pressed(event, key) {
    const at = places.findIndex((place) => place.key === key);
    const place = places[at];
    const to = (index) => places[index] && nodeOf(places[index].key)?.focus();
    switch (event.key) {
      case 'ArrowDown':
        to(at + 1);
        break;
      case 'ArrowUp':
        to(at - 1);
        break;
      case 'Home':
        to(0);
        break;
      case 'End':
        to(places.length - 1);
        break;
      case 'ArrowRight':
        if (place.hidden > 0) fold(key, false);
        else to(at + 1);
        break;
      case 'ArrowLeft':
        if (place.folds && place.hidden === 0) fold(key, true);
        else if (place.parent) nodeOf(place.parent.key)?.focus();
        break;
      case ' ':
        if (place.folds) fold(key, place.hidden === 0);
        break;
      case 'Enter':
        if (place.row) open(key);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  // One stop for the tabulator.
  function rove() {
    const stop = nodeOf(current) ?? actors.firstElementChild;
    for (const node of actors.children) attr(node, 'tabindex', node === stop ? 0 : -1);
  }

  return {
    element,
    draw(laid, watches, links, zoom) {
      places = laid.nodes;
      attr(element, 'viewBox', `0 0 ${laid.width} ${laid.height}`);
      attr(element, 'width', Math.round(laid.width * zoom));
      attr(element, 'height', Math.round(laid.height * zoom));
      keyed(
        lines,
        places.filter((place) => place.parent),
        (place) => place.key,
        () => svg('path'),
        (path, place) => attr(path, 'd', branch(place)),
      );
      keyed(actors, places, (place) => place.key, make, update);
      const byKey = new Map(places.map((place) => [place.key, place]));
      const both = (kind, pairs) =>
        pairs.map(([from, to]) => ({ kind, from: byKey.get(from), to: byKey.get(to) })).filter((tie) => tie.from && tie.to);
      keyed(
        ties,
        [...both('watch', watches), ...both('link', once(links))],
        (tie) => `${tie.kind} ${tie.from.key} ${tie.to.key}`,
        (tie) => svg('path', { class: tie.kind, 'marker-end': tie.kind === 'watch' ? 'url(#head)' : null }, svg('title')),
        (path, tie) => {
          attr(path, 'd', arc(tie.from, tie.to));
          text(path.firstElementChild, `${tie.from.key} ${tie.kind === 'watch' ? 'watches' : 'is linked to'} ${tie.to.key}`);
        },
      );
      rove();
    },
  };
}

// The same link may be told from both its ends.
function once(links) {
  const seen = new Set();
  return links.filter(([a, b]) => {
    const key = a < b ? `${a}\n${b}` : `${b}\n${a}`;
    return !seen.has(key) && seen.add(key);
  });
}

function arrowHead() {
  return svg(
    'defs',
    {},
    svg(
      'marker',
      { id: 'head', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' },
      svg('path', { class: 'head', d: 'M0 0 8 4 0 8Z' }),
    ),
  );
}

/** From a parent's right edge out of its column, and to its child: so no line runs through a name. */
function branch({ parent, x, y }) {
  const middle = (parent.end + x) / 2;
  return `M${parent.x + parent.width} ${parent.y}H${parent.end}C${middle} ${parent.y} ${middle} ${y} ${x - 4} ${y}`;
}

/** Likewise; within a column it is a bow on its right. */
function arc(from, to) {
  const y1 = from.y + 4;
  const y2 = to.y - 4;
  const right1 = from.x + from.width;
  const right2 = to.x + to.width;
  if (from.level === to.level) {
    const out = from.end + 12 + Math.min(28, Math.abs(y1 - y2) / 6);
    return `M${right1} ${y1}H${from.end}C${out} ${y1} ${out} ${y2} ${to.end} ${y2}H${right2}`;
  }
  if (from.level < to.level) {
    const middle = (from.end + to.x) / 2;
    return `M${right1} ${y1}H${from.end}C${middle} ${y1} ${middle} ${y2} ${to.x - 4} ${y2}`;
  }
  const middle = (to.end + from.x) / 2;
  return `M${from.x - 4} ${y1}C${middle} ${y1} ${middle} ${y2} ${to.end} ${y2}H${right2}`;
}
