// Where each actor stands in the drawing of the tree.

/* global d3 */

const ROW = 26;
const CHAR = 7.4;
const MARGIN = 16;
const BETWEEN = 56;
/** So many characters of a name are drawn. */
export const NAME = 28;
/** An actor with more children than this starts folded when the tree is large. */
const MANY_CHILDREN = 24;
const LARGE = 80;

/** What is drawn of a name. */
export const shortened = (name) => (name.length > NAME ? `${name.slice(0, 12)}…${name.slice(13 - NAME)}` : name);

/** The actors that start folded. */
export function foldedAtFirst(rows) {
  if (rows.length <= LARGE) return [];
  const children = new Map();
  for (const row of rows) if (row.parent) children.set(row.parent, (children.get(row.parent) ?? 0) + 1);
  return [...children].filter(([, n]) => n > MANY_CHILDREN).map(([path]) => path);
}

/**
 * Lays the rows out from left to right, above each other those of one generation.
 *
 * @param {object[]} rows parents before children
 * @param {Set<string>} folded whose children aren't drawn
 * @param {string} top what stands at the root, if that is no actor
 * @returns {{nodes: object[], width: number, height: number}} nodes in reading order, with `row` (null at such a root), `x`, `y`,
 *          `level`, `end` (where its generation's column ends), `parent` (a node), `hidden` (how many children aren't drawn), `width` of its label
 */
export function layout(rows, folded, top) {
  const shown = new Set(rows.map((row) => row.path));
  const children = new Map();
  const roots = [];
  for (const row of rows) {
    if (row.parent !== null && row.parent !== undefined && shown.has(row.parent)) {
      if (!children.has(row.parent)) children.set(row.parent, []);
      children.get(row.parent).push(row);
    } else roots.push(row);
  }
  const single = roots.length === 1;
  const data = single ? { row: roots[0] } : { row: null, kids: roots };
  const kids = (item) => item.kids ?? children.get(item.row.path) ?? [];
  const root = d3.hierarchy(data, (item) => (item.row && folded.has(item.row.path) ? null : kids(item).map((row) => ({ row }))));
  d3
    .tree()
    .nodeSize([ROW, 1])
    .separation((a, b) => (a.parent === b.parent ? 1 : 1.3))(root);

  const widths = [];
  let least = Infinity;
  let greatest = -Infinity;
  root.eachBefore((node) => {
    // In steps, so that the drawing doesn't tremble with the figures.
    const words = node.data.row ? Math.ceil((label(node.data.row).length + 2) / 8) * 8 : top.length;
    node.data.width = Math.ceil(words * CHAR) + 22;
    widths[node.depth] = Math.max(widths[node.depth] ?? 0, node.data.width);
    least = Math.min(least, node.x);
    greatest = Math.max(greatest, node.x);
  });
  const starts = [MARGIN];
  widths.forEach((width, depth) => starts.push(starts[depth] + width + BETWEEN));

  const made = new Map();
  const nodes = [];
  root.eachBefore((node) => {
    const { row, width } = node.data;
    const place = {
      row,
      width,
      key: row ? row.path : '',
      x: starts[node.depth],
      y: node.x - least + ROW / 2 + MARGIN,
      level: node.depth + 1,
      end: starts[node.depth + 1] - BETWEEN,
      parent: node.parent ? made.get(node.parent) : null,
      folds: row ? kids(node.data).length > 0 : false,
      hidden: row && folded.has(row.path) ? kids(node.data).length : 0,
    };
    made.set(node, place);
    nodes.push(place);
  });
  return { nodes, width: starts.at(-1) - BETWEEN + MARGIN + 40, height: greatest - least + ROW + 2 * MARGIN };
}

/** Name and figures of a row, as drawn. */
export function label(row) {
  return shortened(row.path) + figures(row);
}

/** What is drawn behind the name. */
export function figures(row) {
  const depth = row.depth > 0 ? `, ${row.depth} wait` : '';
  const restarts = row.restarts > 0 ? `, ${row.restarts} restarts` : '';
  return ` ${row.state}${depth}${restarts}`;
}
