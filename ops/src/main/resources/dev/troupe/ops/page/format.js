// Figures as text: three digits and a unit, a no-break space between them. What isn't known is a dash.

const SPACE = '\u00a0';
export const NONE = '–';
const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const unknown = (n) => n === null || n === undefined || Number.isNaN(n) || n < 0;

function three(x) {
  return x >= 99.95 ? x.toFixed(0) : x >= 9.995 ? x.toFixed(1) : x.toFixed(2);
}

function scaled(n, units, step) {
  let x = n;
  let unit = 0;
  while (x >= step - 0.5 && unit < units.length - 1) {
    x /= step;
    unit++;
  }
  const digits = unit === 0 ? String(Math.round(x)) : three(x);
  return units[unit] === '' ? digits : digits + SPACE + units[unit];
}

/** `9,999`, `12.3 k`, `4.56 M`. */
export function count(n) {
  if (unknown(n)) return NONE;
  return n < 9999.5 ? grouped.format(n) : scaled(n, ['', 'k', 'M', 'G', 'T'], 1000);
}

/** All digits: `1,234,567`. */
export function exact(n) {
  return unknown(n) ? NONE : grouped.format(n);
}

/** A number each second, without its unit: `0`, `0.4`, `12.3 k`. */
export function rate(n) {
  if (unknown(n)) return NONE;
  if (n > 0 && n < 0.05) return '<0.1';
  return n > 0 && n < 9.95 ? n.toFixed(1) : count(n);
}

/** `850 ns`, `4.10 ms`, `3.20 s`, `5.0 min`, `2.1 h`. */
export function nanos(n) {
  if (unknown(n)) return NONE;
  if (n === 0) return '0';
  if (n < 99.5e9) return scaled(n, ['ns', 'µs', 'ms', 's'], 1000);
  const minutes = n / 60e9;
  if (minutes < 99.5) return minutes.toFixed(1) + SPACE + 'min';
  const hours = minutes / 60;
  return hours < 48 ? hours.toFixed(1) + SPACE + 'h' : (hours / 24).toFixed(1) + SPACE + 'd';
}

/** The same for milliseconds. */
export function millis(n) {
  return unknown(n) ? NONE : nanos(n * 1e6);
}

/** How long something runs, in whole seconds and more: `12 s`, `4 min`, `3 h 12 min`, `5 d 2 h`. */
export function age(milliseconds) {
  if (unknown(milliseconds)) return NONE;
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 100) return seconds + SPACE + 's';
  const minutes = Math.floor(seconds / 60);
  if (minutes < 100) return minutes + SPACE + 'min';
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return hours + SPACE + 'h' + SPACE + (minutes % 60) + SPACE + 'min';
  return Math.floor(hours / 24) + SPACE + 'd' + SPACE + (hours % 24) + SPACE + 'h';
}

/** `12.3 MiB`. */
export function bytes(n) {
  return unknown(n) ? NONE : scaled(n, ['B', 'KiB', 'MiB', 'GiB', 'TiB'], 1024);
}

/** Of 0 to 1: `42 %`. */
export function percent(x) {
  return unknown(x) ? NONE : Math.round(x * 100) + SPACE + '%';
}

/** The local time of day: `14:03:59`, with milliseconds if wanted. */
export function clock(atMillis, fine = false) {
  const at = new Date(atMillis);
  const two = (n) => String(n).padStart(2, '0');
  const whole = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return fine ? `${whole}.${String(at.getMilliseconds()).padStart(3, '0')}` : whole;
}

/** A class without its package, also at the head of a longer text: `IllegalStateException: no`. */
export function shortClass(name) {
  return name ? name.replace(/^(?:[\p{L}_$][\p{L}\p{N}_$]*\.)+(?=[\p{L}_$])/u, '') : NONE;
}

/** `1 actor`, `2 actors`. */
export function many(n, one, more = one + 's') {
  return exact(n) + SPACE + (n === 1 ? one : more);
}
