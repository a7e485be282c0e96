// What the last five minutes were like. Where nothing was heard is a gap.

const SPAN_SECONDS = 300;
const SHORT_SECONDS = 60;
const GAP_SECONDS = 2.5;

/** Points of overviews, the oldest first; a gap is a point without an overview. */
export class Points {
  #points = [];

  /** Adds what was just heard; by the browser's clock, since the system's may be a test's. */
  add(overview, at = Date.now() / 1000) {
    const last = this.#points.at(-1);
    if (last && at <= last.at) this.#points = [];
    else if (last && at - last.at > GAP_SECONDS) this.#points.push({ at: last.at + 1, overview: null });
    this.#points.push({ at, overview });
    while (this.#points[0].at < at - SPAN_SECONDS - 1) this.#points.shift();
  }

  /** The time of the newest, in seconds. */
  get now() {
    return this.#points.at(-1)?.at ?? Date.now() / 1000;
  }

  /** How much of it is worth showing, in seconds: a minute until there is more. */
  get span() {
    return this.#points.length > 0 && this.now - this.#points[0].at > SHORT_SECONDS ? SPAN_SECONDS : SHORT_SECONDS;
  }

  /** Columns for a chart: times, then what each reader makes of the overviews, null in gaps. */
  columns(readers) {
    return [
      this.#points.map((point) => point.at),
      ...readers.map((read) => this.#points.map((point) => (point.overview ? read(point.overview) : null))),
    ];
  }
}
