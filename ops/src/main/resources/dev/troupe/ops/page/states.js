// An actor's state as a shape and a word, so that colour alone never says it.

import { el, svg, attr, text } from './dom.js';

export const STATES = ['starting', 'idle', 'ready', 'running', 'waiting', 'restarting', 'stopping'];

/** Outlines in a box of 12 by 12; hollow ones have nothing to do now. */
const SHAPES = {
  starting: { d: 'M6 1.500 10.500 6 6 10.500 1.500 6Z', hollow: true },
  idle: { d: 'M6 2a4 4 0 1 0 .001 0Z', hollow: true },
  ready: { d: 'M2.500 1.500 10.500 6 2.500 10.500Z' },
  running: { d: 'M6 1.500a4.500 4.500 0 1 0 .001 0Z' },
  waiting: { d: 'M2.500 2h2.600v8h-2.600ZM6.900 2h2.600v8h-2.600Z' },
  restarting: { d: 'M6 1 11 6 6 11 1 6Z' },
  stopping: { d: 'M2 2h8v8h-8Z' },
};

/** The shape of a state as an SVG element of its own. */
export function shape(state) {
  return svg('svg', { class: 'shape', viewBox: '0 0 12 12', 'aria-hidden': 'true' }, outline(state));
}

/** The shape as a path to put into a drawing. */
export function outline(state) {
  const path = svg('path');
  setOutline(path, state);
  return path;
}

/** Makes a path the shape of another state. */
export function setOutline(path, state) {
  const known = SHAPES[state] ?? SHAPES.idle;
  attr(path, 'd', known.d);
  attr(path, 'class', `outline${known.hollow ? ' hollow' : ''}`);
}

/** Shape and word together. */
export function badge(state) {
  const node = el('span', { class: 'state' }, shape(state), el('span'));
  setBadge(node, state);
  return node;
}

/** Makes a badge one of another state. */
export function setBadge(node, state) {
  attr(node, 'data-state', state);
  setOutline(node.querySelector('path'), state);
  text(node.lastElementChild, state);
}
