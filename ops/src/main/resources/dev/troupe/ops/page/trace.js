// What an actor takes, live, for a time.

import { address, rule } from './api.js';
import { el, text } from './dom.js';
import { clock, exact, many, nanos, shortClass } from './format.js';
import { actorLink } from './parts.js';
import { events } from './sse.js';

const SHOWN = 500;
const REASONS = {
  time: 'the time is over',
  most: 'no more were wanted',
  ended: 'the actor has ended',
  replaced: 'another trace of it began',
};

export function tracer() {
  let path = '';
  let running = null;
  let counted = 0;
  const seconds = pick('For', ['5', '10', '30', '60', '300'], '10', (n) => `${n} s`);
  const most = pick('At most', ['100', '200', '1000'], '200', (n) => many(Number(n), 'message'));
  const bodies = el('input', { type: 'checkbox' });
  const button = el('button', { type: 'button', onclick: () => (running ? stop('stopped here') : start()) }, 'Start trace');
  const says = el('p', { class: 'where', role: 'status' });
  const tally = el('p', { class: 'where', 'aria-live': 'off' });
  const body = el('tbody');
  const box = el(
    'div',
    { class: 'box dense trace', tabindex: 0, role: 'region', 'aria-label': 'Trace', hidden: true },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...['Time', 'Message', 'Sender', 'Waited'].map((label) =>
            el('th', { scope: 'col', class: label === 'Waited' ? 'number' : null }, label),
          ),
        ),
      ),
      body,
    ),
  );

  async function start() {
    const own = new AbortController();
    running = own;
    counted = 0;
    body.replaceChildren();
    box.hidden = false;
    text(button, 'Stop trace');
    text(says, 'recording');
    text(tally, '');
    try {
      await record(own);
    } catch (failure) {
      if (running === own) stop(`the connection was lost, ${many(counted, 'message')} until then`);
      if (!(failure instanceof TypeError || failure instanceof DOMException)) throw failure;
    }
  }

  async function record(own) {
    const response = await fetch(address('trace', { path, seconds: seconds.value, most: most.value, bodies: bodies.checked }), {
      signal: own.signal,
    });
    if (!response.ok) {
      const why = await rule(response);
      if (running === own) stop(`the server refused (${response.status}): ${why}`);
      return;
    }
    for await (const event of events(response.body)) {
      if (running !== own) return;
      if (event.name === 'entry') add(JSON.parse(event.data));
      else if (event.name === 'end') {
        const { recorded, reason } = JSON.parse(event.data);
        return void stop(`ended: ${many(recorded, 'message')} recorded, ${shown(recorded)}${REASONS[reason] ?? reason}`);
      }
    }
    if (running === own) stop(`the connection was lost, ${many(counted, 'message')} until then`);
  }

  // Of a busy actor more is recorded than is sent, and more is sent than is kept here.
  function shown(recorded) {
    const rows = body.children.length;
    return rows < recorded ? `${exact(rows)} of them shown, ` : '';
  }

  function add(entry) {
    counted++;
    text(tally, many(counted, 'message'));
    body.prepend(
      el(
        'tr',
        {},
        el('td', {}, clock(entry.atMillis, true)),
        el(
          'td',
          { title: entry.message, class: 'wide' },
          shortClass(entry.message),
          entry.body ? el('code', {}, entry.body) : null,
        ),
        el('td', { class: 'wide' }, entry.sender ? actorLink(entry.sender) : 'from outside, or not known'),
        el('td', { class: 'number' }, nanos(entry.waitNanos)),
      ),
    );
    if (body.children.length > SHOWN) body.lastElementChild.remove();
  }

  function stop(why) {
    running?.abort();
    running = null;
    text(button, 'Start trace');
    text(says, why);
    text(tally, '');
  }

  return {
    element: el(
      'div',
      { class: 'tracer' },
      el('div', { class: 'tools' }, seconds, most, el('label', {}, bodies, ' with bodies'), button, says, tally),
      box,
    ),
    of(name) {
      if (running) stop('');
      path = name;
      counted = 0;
      body.replaceChildren();
      box.hidden = true;
      text(says, 'Nothing is recorded until you start it.');
    },
    close: () => running && stop(''),
  };
}

function pick(label, values, chosen, words) {
  const select = el('select', { 'aria-label': label }, ...values.map((value) => el('option', { value }, words(value))));
  select.value = chosen;
  return select;
}
