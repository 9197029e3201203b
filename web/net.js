// Requests of the program: with a time limit, the answer as bytes.

const timeLimit = 20000; // milliseconds

/** How many answers are awaited. */
export const open = { count: 0 };

/**
 * @param {string} method
 * @param {string} address
 * @param {string} body JSON, may be empty
 * @param {string} language of the messages in the answer
 * @returns {Promise<{status: number, body: Uint8Array}>} status 0: the network failed
 */
export async function request(method, address, body, language) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeLimit);
  open.count += 1;
  try {
    /** @type {Record<string, string>} */
    const headers = { 'Accept-Language': language };
    if (body) headers['Content-Type'] = 'application/json';
    const response = await fetch(address, {
      method, headers, body: body || undefined, signal: limit.signal, cache: 'no-store', credentials: 'same-origin',
    });
    return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    return { status: 0, body: new Uint8Array(0) };
  } finally {
    clearTimeout(timer);
    open.count -= 1;
  }
}

/** A new id for a command: 32 characters nobody else makes. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
