// Elements by the DOM's own calls alone: what comes from the server becomes text or an attribute, never markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An element; `props` are attributes, or listeners if they are functions (`onclick`); null and false are left out. */
export function el(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), props, children);
}

function filled(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else attr(node, name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Sets an attribute if it differs; null and false take it away. */
export function attr(node, name, value) {
  if (value === null || value === undefined || value === false) {
    if (node.hasAttribute(name)) node.removeAttribute(name);
  } else {
    const text = value === true ? '' : String(value);
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
}

/** Sets an element's text if it differs, so that a selection in what stays is kept. */
export function text(node, value) {
  const wanted = String(value);
  if (node.textContent !== wanted) node.textContent = wanted;
  return node;
}

const kept = new WeakMap();

/**
 * Makes a parent's children fit the items: nodes are kept by key, changed in place, and moved only if they must be. The focus
 * stays on its node; if that has gone, on the one that is now in its place.
 */
export function keyed(parent, items, keyOf, make, update) {
  const before = kept.get(parent) ?? new Map();
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const place = focused ? [...parent.children].findIndex((child) => child.contains(focused)) : -1;
  const now = new Map();
  for (const item of items) {
    let key = String(keyOf(item));
    while (now.has(key)) key += '+';
    const node = before.get(key) ?? make(item);
    now.set(key, node);
    update(node, item);
  }
  for (const [key, node] of before) if (!now.has(key)) node.remove();
  let at = parent.firstElementChild;
  for (const node of now.values()) {
    if (node === at) at = at.nextElementSibling;
    else parent.insertBefore(node, at);
  }
  kept.set(parent, now);
  if (focused && document.activeElement !== focused) {
    const next = focused.isConnected ? focused : parent.children[Math.min(place, parent.children.length - 1)];
    next?.focus({ preventScroll: true });
  }
}
