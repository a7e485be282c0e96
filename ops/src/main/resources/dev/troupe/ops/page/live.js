// The stream of figures, and whether it is there.

const AGAIN_MILLIS = 1000;
const SILENCE_MILLIS = 5000;

/**
 * Keeps the stream open while the page is seen. A hidden page closes it, so that nothing is collected for nobody; a lost one is
 * opened again each second, also if the server was started anew. Events: `tick` with an overview, `state`.
 *
 * States: `connecting`, `live`, `lost`, `resting` (the page is hidden).
 */
export class Live extends EventTarget {
  state = 'connecting';
  /** The newest overview; null before the first. */
  overview = null;
  /** What the server said when it refused the stream; null if it didn't. */
  refused = null;
  #source = null;
  #again = 0;
  #silence = 0;

  constructor() {
    super();
    document.addEventListener('visibilitychange', () => this.#seen());
    addEventListener('pagehide', () => this.#close());
    addEventListener('pageshow', (event) => event.persisted && this.#seen());
    addEventListener('online', () => this.state === 'lost' && this.#open());
  }

  start() {
    this.#seen();
  }

  #seen() {
    if (document.visibilityState === 'hidden') {
      this.#close();
      this.#enter('resting');
    } else {
      this.#enter('connecting');
      this.#open();
    }
  }

  #open() {
    this.#close();
    const source = new EventSource('/api/v1/stream');
    source.addEventListener('overview', (event) => this.#heard(JSON.parse(event.data)));
    source.addEventListener('error', () => this.#lost(source.readyState === EventSource.CLOSED));
    this.#source = source;
    this.#listen();
  }

  #close() {
    clearTimeout(this.#again);
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = null;
  }

  #heard(overview) {
    this.#listen();
    this.overview = overview;
    this.refused = null;
    this.#enter('live');
    this.dispatchEvent(new Event('tick'));
  }

  // A connection may die without a word: then it is opened anew.
  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(false), SILENCE_MILLIS);
  }

  async #lost(answered) {
    this.#close();
    this.#again = setTimeout(() => this.#open(), AGAIN_MILLIS);
    this.refused = null;
    this.#enter('lost');
    if (answered) await this.#why();
  }

  // The browser keeps the answer of a refused stream to itself, so the same question is asked in another way.
  async #why() {
    try {
      const response = await fetch('/api/v1/overview');
      if (!response.ok && this.state === 'lost') {
        this.refused = response.status;
        this.dispatchEvent(new Event('state'));
      }
    } catch {
      // no connection: that has been said
    }
  }

  #enter(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }
}
