// What this device remembers; a browser that forbids it forgets at the end of the visit.

/** @type {Map<string, string>} */
const memory = new Map();
const prefix = 'lobby.';

/** @param {string} key */
export function stored(key) {
  try {
    return localStorage.getItem(prefix + key) ?? memory.get(key) ?? '';
  } catch {
    return memory.get(key) ?? '';
  }
}

/**
 * @param {string} key
 * @param {string} value empty: forget
 */
export function store(key, value) {
  memory.set(key, value);
  try {
    if (value === '') localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    // Private windows and full disks: the memory above has it for this visit.
  }
}
