// A chart of the last minutes, five at most. Its head says the newest figures, or those under the pointer.

/* global uPlot */
import { attr, el, text } from './dom.js';

const HEIGHT = 132;

/** Sixtieths of what is shown. */
const MARKS = [60, 48, 36, 24, 12, 0];
const ago = (span) => (span > 60 ? ['5 min ago', '4', '3', '2', '1', ''] : ['60 s ago', '48', '36', '24', '12', '']);

/** How far the marks of an axis may be from each other, where tenths make no sense. */
export const STEPS = {
  whole: Array.from({ length: 12 }, (_, n) => [1, 2, 5].map((x) => x * 10 ** n)).flat(),
  bytes: Array.from({ length: 50 }, (_, n) => 2 ** n),
};

/**
 * @param {object} spec
 * @param {string} spec.title
 * @param {{label: string, read: (overview: object) => ?number, say: (n: number) => string, steps?: number[], right?: boolean}[]} spec.series
 *        at most three; `right`: by the axis on the right
 *        `steps`: between its axis' marks, `STEPS.whole` or `STEPS.bytes`
 * @param {(most: number) => number} [spec.most] the top of the left axis for the greatest value there
 * @param {import('./history.js').Points} points
 */
export function chart({ title, series, most = roomy }, points) {
  const says = series.map((one, n) => ({
    one,
    word: el('b'),
    node: el('span', { class: `key key-${n}` }, el('i', { 'aria-hidden': 'true' }), one.label + ' '),
  }));
  says.forEach((say) => say.node.append(say.word));
  const canvas = el('div', { class: 'canvas', role: 'img' });
  const element = el(
    'figure',
    { class: 'chart' },
    el('figcaption', {}, el('h3', {}, title), ...says.map((say) => say.node)),
    canvas,
  );
  let plot = null;
  let columns = [[]];

  function build() {
    plot?.destroy();
    plot = new uPlot(options(), columns, canvas);
  }

  function options() {
    const width = Math.max(canvas.clientWidth, 100);
    const right = series.find((one) => one.right);
    const left = series.find((one) => !one.right);
    const ink = colour(element, '--muted');
    const grid = { stroke: colour(element, '--line'), width: 1 };
    const axis = {
      stroke: ink,
      grid,
      ticks: { show: false },
      font: '11px "Segoe UI", Roboto, "Liberation Sans", sans-serif',
      gap: 4,
    };
    return {
      width,
      height: HEIGHT,
      padding: [8, right ? 0 : 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
      scales: {
        x: { time: false, range: () => [points.now - points.span, points.now] },
        y: { range: (_, _least, greatest) => [0, most(greatest ?? 0)] },
        right: { range: (_, _least, greatest) => [0, roomy(greatest ?? 0)] },
      },
      axes: [
        {
          ...axis,
          size: 22,
          splits: () => MARKS.map((n) => points.now - (n * points.span) / 60),
          values: () => ago(points.span),
        },
        { ...axis, scale: 'y', size: 62, space: 26, incrs: left.steps, values: (_, splits) => splits.map((n) => left.say(n)) },
        ...(right
          ? [
              {
                ...axis,
                scale: 'right',
                side: 1,
                size: 62,
                space: 26,
                incrs: right.steps,
                grid: { show: false },
                values: (_, splits) => splits.map((n) => right.say(n)),
              },
            ]
          : []),
      ],
      series: [
        {},
        ...series.map((one, n) => ({
          scale: one.right ? 'right' : 'y',
          stroke: colour(element, `--series-${n}`),
          width: 1.5,
          dash: [[], [5, 3], [2, 2]][n],
          fill: n === 0 ? colour(element, '--series-fill') : undefined,
          points: { show: false, filter: (u, s) => lonely(u.data[s]), size: 4 },
        })),
      ],
      hooks: { setCursor: [(u) => head(u.cursor.idx)] },
    };
  }

  function head(at) {
    const index = at ?? columns[0].length - 1;
    says.forEach((say, n) => {
      const value = columns[n + 1]?.[index];
      text(say.word, value === null || value === undefined ? '–' : say.one.say(value));
    });
  }

  const seen = new ResizeObserver(() => plot?.setSize({ width: Math.max(canvas.clientWidth, 100), height: HEIGHT }));
  seen.observe(canvas);
  document.addEventListener('theme', build);

  return {
    element,
    draw() {
      columns = points.columns(series.map((one) => one.read));
      if (plot) plot.setData(columns);
      else if (canvas.clientWidth > 0) build();
      if (!plot || plot.cursor.left < 0 || plot.cursor.left === undefined) head(null);
      attr(canvas, 'aria-label', `${title}, the last minutes; now ${says.map((say) => say.node.textContent).join(', ')}`);
    },
    close() {
      document.removeEventListener('theme', build);
      seen.disconnect();
      plot?.destroy();
    },
  };
}

/** Where the points are that have a gap on both sides, and so no line to be seen by. */
export function lonely(values) {
  const gap = (n) => values[n] === null || values[n] === undefined;
  return values.map((_, n) => n).filter((n) => !gap(n) && gap(n - 1) && gap(n + 1));
}

function roomy(greatest) {
  return greatest > 0 ? greatest * 1.15 : 1;
}

/** A colour of the style sheet, as the canvas wants it. */
function colour(near, name) {
  const probe = el('span');
  probe.style.color = `var(${name})`;
  (near.isConnected ? near : document.body).append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
