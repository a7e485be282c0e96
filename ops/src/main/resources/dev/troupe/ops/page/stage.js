// Shows one view at a time, and keeps it fresh: at each tick it fetches its figures anew, one fetch at a time.

import { Refused, Unreachable } from './api.js';
import { el, text } from './dom.js';

/**
 * @typedef {object} View
 * @property {Element} element
 * @property {(params: object) => void} [show] told of where one is, at first and whenever that changes
 * @property {(signal: AbortSignal) => Promise<void>} [refresh] fetches and shows
 * @property {(overview: object) => void} [tick] told of each overview
 * @property {() => void} [close]
 */
export class Stage {
  /** Whether the views stand still. */
  paused = false;
  #panel;
  #live;
  #views;
  #refusal = el('div', { class: 'refusal', role: 'alert', hidden: true });
  #name = null;
  /** @type {?View} */
  #view = null;
  #fetching = null;

  /** @param {Record<string, () => View>} views */
  constructor(panel, live, views) {
    this.#panel = panel;
    this.#live = live;
    this.#views = views;
    panel.append(this.#refusal);
    live.addEventListener('tick', () => this.paused || this.#tick());
    live.addEventListener('state', () => {
      if (live.state === 'lost') this.#refusal.hidden = true;
    });
  }

  show(name, params) {
    if (name !== this.#name) {
      this.#leave();
      this.#name = name;
      this.#view = this.#views[name]();
      this.#panel.append(this.#view.element);
    }
    this.#view.show?.(params);
    if (this.#live.overview) this.#view.tick?.(this.#live.overview);
    this.#anew();
  }

  #leave() {
    this.#fetching?.abort();
    this.#fetching = null;
    this.#view?.close?.();
    this.#view?.element.remove();
    this.#refusal.hidden = true;
  }

  #tick() {
    this.#view?.tick?.(this.#live.overview);
    if (!this.#fetching) this.#refresh();
  }

  // What is on its way is for another question.
  #anew() {
    this.#fetching?.abort();
    this.#fetching = null;
    this.#refresh();
  }

  async #refresh() {
    const view = this.#view;
    if (!view.refresh) return;
    const fetching = new AbortController();
    this.#fetching = fetching;
    try {
      await view.refresh(fetching.signal);
      if (this.#fetching === fetching) this.#refusal.hidden = true;
    } catch (failure) {
      if (this.#fetching === fetching) this.#failed(failure);
    } finally {
      if (this.#fetching === fetching) this.#fetching = null;
    }
  }

  #failed(failure) {
    if (failure.name === 'AbortError') return;
    if (failure instanceof Unreachable) {
      // Without a stream the banner says it already.
      this.#refusal.hidden = this.#live.state !== 'live';
      text(this.#refusal, `The server can't be reached for this view, trying again: ${failure.message}`);
      return;
    }
    if (!(failure instanceof Refused)) throw failure; // a bug, for the console
    this.#refusal.hidden = false;
    if (failure.status === 401) return void this.#refusal.replaceChildren(...tokenWanted());
    text(this.#refusal, `The server refused (${failure.status}): ${failure.message}`);
  }
}

/** How to give the token. */
export function tokenWanted() {
  const field = el('input', { type: 'password', autocomplete: 'off', 'aria-label': 'Token' });
  const give = () => field.value && location.assign('/?token=' + encodeURIComponent(field.value));
  field.addEventListener('keydown', (event) => event.key === 'Enter' && give());
  return [
    el('strong', {}, 'The server wants a token. '),
    'It is the one that the program gave to the dashboard, or else what dashboard.token() says there. Give it here, or open this address once with /?token=… at its end. ',
    el('span', { class: 'token' }, field, el('button', { type: 'button', onclick: give }, 'Open')),
  ];
}
