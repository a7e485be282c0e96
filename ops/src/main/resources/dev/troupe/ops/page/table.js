// A table whose rows are kept from one refresh to the next. On narrow screens its rows are shown as cards.

import { attr, el, keyed, text } from './dom.js';

/**
 * @typedef {object} Column
 * @property {string} label the header
 * @property {string} [full] the header where it stands alone
 * @property {string} [hint] what it means, in a tooltip
 * @property {string} [order] by what the server sorts for this column; without, it isn't sortable
 * @property {boolean} [ascending] whether the first click sorts the least first
 * @property {string} [kind] `number`, `name` (sticks to the left), `wide`
 * @property {(row: object) => string} [text] what a cell says
 * @property {(row: object) => ?string} [title] more of it, in a tooltip
 * @property {(row: object) => ?string} [href] where a cell leads to
 * @property {(cell: Element, row: object) => void} [fill] for a cell that is more than text
 */

/**
 * @param {object} spec
 * @param {string} spec.caption what the table is of, for who doesn't see it
 * @param {Column[]} spec.columns
 * @param {(row: object) => string} spec.key
 * @param {string} [spec.className]
 * @param {(row: object) => void} [spec.open] what a click or Enter on a row does
 * @param {(order: string, descending: boolean) => void} [spec.sort]
 * @param {(tr: Element, row: object) => void} [spec.mark] sets a row's own attributes
 */
export function table({ caption, columns, key, className = '', open, sort, mark }) {
  const heads = columns.map((column) => head(column));
  const body = el('tbody', { role: 'rowgroup' });
  const element = el(
    'div',
    { class: `box ${className}`, tabindex: open ? null : 0, role: 'region', 'aria-label': caption },
    el(
      'table',
      { role: 'table' },
      el('caption', { class: 'unseen' }, caption),
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...heads)),
      body,
    ),
  );
  const rows = new WeakMap();
  let sorted = {};

  function head(column) {
    const inner = column.order
      ? el(
          'button',
          { type: 'button', onclick: () => turn(column) },
          column.label,
          el('span', { class: 'arrow', 'aria-hidden': 'true' }),
        )
      : column.label;
    return el(
      'th',
      {
        role: 'columnheader',
        scope: 'col',
        class: column.kind,
        title: column.hint,
        'aria-label': column.full,
        'data-order': column.order,
      },
      inner,
    );
  }

  function turn(column) {
    const descending = sorted.order === column.order ? !sorted.descending : !column.ascending;
    sort(column.order, descending);
  }

  function make() {
    const tr = el('tr', { role: 'row', class: open ? 'opens' : null });
    for (const column of columns) {
      const cell = el('td', { role: 'cell', class: column.kind, 'data-label': column.full ?? column.label });
      if (column.href) cell.append(el('a', { tabindex: open ? -1 : null }));
      tr.append(cell);
    }
    if (open) {
      tr.addEventListener('click', (event) => event.target.closest('a, button') || picks() || open(rows.get(tr)));
      tr.addEventListener('keydown', (event) => pressed(event, tr));
    }
    return tr;
  }

  const picks = () => String(getSelection()) !== '';

  function pressed(event, tr) {
    if (event.target !== tr) return;
    const to = {
      ArrowDown: tr.nextElementSibling,
      ArrowUp: tr.previousElementSibling,
      Home: body.firstElementChild,
      End: body.lastElementChild,
    };
    if (event.key === 'Enter' || event.key === ' ') open(rows.get(tr));
    else if (event.key in to) to[event.key]?.focus();
    else return;
    event.preventDefault();
  }

  function update(tr, row) {
    rows.set(tr, row);
    mark?.(tr, row);
    columns.forEach((column, n) => {
      const cell = tr.children[n];
      if (column.fill) column.fill(cell, row);
      else text(column.href ? link(cell, column.href(row)) : cell, column.text(row));
      if (column.title) attr(cell, 'title', column.title(row));
    });
  }

  function link(cell, href) {
    attr(cell.firstElementChild, 'href', href);
    return cell.firstElementChild;
  }

  // One stop for the tabulator; the arrows lead on from there.
  function rove() {
    const stop = body.contains(document.activeElement) ? document.activeElement.closest('tr') : body.firstElementChild;
    for (const tr of body.children) attr(tr, 'tabindex', tr === stop ? 0 : -1);
  }
  if (open) body.addEventListener('focusin', rove);

  return {
    element,
    show(list) {
      keyed(body, list, key, make, update);
      if (open) rove();
    },
    sorted(order, descending) {
      sorted = { order, descending };
      heads.forEach((th, n) => {
        const own = columns[n].order === order && order !== undefined;
        attr(th, 'aria-sort', !columns[n].order ? null : own ? (descending ? 'descending' : 'ascending') : 'none');
      });
    },
  };
}
