// Calls of /api/v1.

/** The server has answered, and said no. */
export class Refused extends Error {
  constructor(status, rule) {
    super(rule);
    this.status = status;
  }
}

/** The server has not answered. */
export class Unreachable extends Error {}

const LIMIT_MILLIS = 10_000;

/** The address of a call; parameters that are null or empty are left out. */
export function address(path, params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  return `/api/v1/${path}${query.size > 0 ? '?' + query : ''}`;
}

/**
 * What a call gives.
 *
 * @throws {Refused} with the server's own words if it refuses
 * @throws {Unreachable} if there is no connection, or no answer in time
 * @throws {DOMException} named `AbortError` if the signal ends it
 */
export async function get(path, params, signal) {
  const limit = AbortSignal.timeout(LIMIT_MILLIS);
  try {
    const response = await fetch(address(path, params), { signal: signal ? AbortSignal.any([signal, limit]) : limit });
    if (!response.ok) throw new Refused(response.status, await rule(response));
    return await response.json();
  } catch (failure) {
    if (failure instanceof Refused || failure.name === 'AbortError') throw failure;
    throw new Unreachable(
      failure.name === 'TimeoutError' ? `it has not answered within ${LIMIT_MILLIS / 1000} s` : failure.message,
    );
  }
}

/** The rule that a refusing answer names. */
export async function rule(response) {
  try {
    return (await response.json()).error ?? response.statusText;
  } catch {
    return response.statusText;
  }
}
