// Small things that several views show.

import { attr, el, text } from './dom.js';
import { link } from './route.js';
import { percent } from './format.js';

/** What is shown where there is nothing: what is missing, and when there would be something. */
export function empty(title, why) {
  return el('div', { class: 'empty' }, el('strong', {}, title), el('p', {}, why));
}

/** A name that leads to its actor. */
export function actorLink(path) {
  return el('a', { class: 'path', href: link('actor', { path }) }, path);
}

/** A bar with its figure; `at` is 0 to 1. */
export function bar(label) {
  const fill = el('span', { class: 'fill' });
  const words = el('span', { class: 'figure' });
  const track = el('span', { class: 'track' }, fill);
  const node = el('span', { class: 'bar', role: 'img' }, track, words);
  return {
    element: node,
    set(at, say = percent(at)) {
      fill.style.width = `${Math.max(0, Math.min(1, at || 0)) * 100}%`;
      attr(node, 'aria-label', `${label} ${say}`);
      text(words, say);
    },
  };
}

/** A bar that stays in its table cell. */
export function cellBar(cell, label, at, say) {
  cell.bar ??= bar(label);
  if (!cell.firstChild) cell.append(cell.bar.element);
  cell.bar.set(at, say);
}

/** Terms and what they say: `entries` are [term, text or node]; kept as long as the terms stay. */
export function facts(list, entries) {
  const terms = entries.map(([term]) => term).join('\n');
  if (list.dataset.terms !== terms) {
    list.dataset.terms = terms;
    list.replaceChildren(...entries.map(([term]) => el('div', {}, el('dt', {}, term), el('dd'))));
  }
  entries.forEach(([, value], n) => {
    const dd = list.children[n].lastElementChild;
    if (!(value instanceof Node)) text(dd, value);
    else if (dd.firstChild !== value) dd.replaceChildren(value);
  });
}

/** Shows one of two: the content, or why there is none. */
export function either(content, nothing, isEmpty) {
  content.hidden = isEmpty;
  nothing.hidden = !isEmpty;
}

/** A heading, and on its right what belongs to it. */
export function heading(title, ...more) {
  return el('div', { class: 'heading' }, el('h2', {}, title), ...more);
}
