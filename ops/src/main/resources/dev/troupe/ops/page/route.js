// Where one is: `#actors?search=bank&order=rate`. A reload and the browser's way back keep it.

const changed = new Set();
let current = parsed();

function parsed() {
  const hash = location.hash.replace(/^#/, '');
  const cut = hash.indexOf('?');
  const view = cut < 0 ? hash : hash.slice(0, cut);
  return { view: view || 'overview', params: Object.fromEntries(new URLSearchParams(cut < 0 ? '' : hash.slice(cut + 1))) };
}

/** The hash of a place. */
export function link(view, params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== null && value !== undefined && value !== '' && value !== false) query.set(name, value);
  return `#${view}${query.size > 0 ? '?' + query : ''}`;
}

/** The place one is at. */
export const here = () => current;

/** Goes to a place; the way back leads to this one. */
export function go(view, params = {}) {
  location.hash = link(view, params);
}

/** Says how the present view is set, without a step on the way back. */
export function set(params) {
  history.replaceState(null, '', link(current.view, { ...current.params, ...params }));
  arrived();
}

/** Has somebody told of each change of place. */
export function onChange(listener) {
  changed.add(listener);
}

function arrived() {
  current = parsed();
  changed.forEach((listener) => listener(current));
}

addEventListener('hashchange', arrived);
