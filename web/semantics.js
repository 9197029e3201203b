// The mirror: what the kit says is on the canvas, as real elements that take focus, names, states and presses.
// Elements are kept by id, so that the focus and what is being typed survive every frame.

import { Field } from './fields.js';

/**
 * One widget, as ui/app/mirror.cpp writes it; absent members have their defaults.
 * @typedef {object} Node
 * @property {number} id
 * @property {number} [parent]
 * @property {string} role
 * @property {string} [name]
 * @property {string} [value]
 * @property {string} [description]
 * @property {string[]} [options]
 * @property {number} [level]
 * @property {number} [index]
 * @property {number} [now] percent
 * @property {boolean} [disabled]
 * @property {boolean} [invalid]
 * @property {boolean} [required]
 * @property {boolean} [busy]
 * @property {boolean} [modal]
 * @property {boolean} [assertive]
 * @property {number} [checked]
 * @property {number} [pressed]
 * @property {number} [expanded]
 * @property {number} [current]
 * @property {string} [href]
 * @property {string} [lang]
 * @property {string} [type]
 * @property {string} [autocomplete]
 * @property {string} [placeholder]
 * @property {number} [maxLength]
 * @property {number} [rows]
 * @property {number} [fontSize] tenths of a CSS pixel
 * @property {[number, number, number, number]} rect
 * @property {[number, number, number, number]} clip
 */

/**
 * What the mirror tells the program.
 * @typedef {object} Teller
 * @property {(id: number) => void} activate
 * @property {(id: number) => void} focused
 * @property {(id: number, text: string) => void} input
 * @property {(id: number, index: number) => void} choose
 * @property {(id: number) => void} submit
 * @property {(id: number) => void} left
 */

/** Elements whose box alone loses what they are (a table's parts) say their role as well. */
/** @type {Record<string, {tag: string, role?: string, kind: 'box' | 'leaf' | 'check' | 'field'}>} */
const shapes = {
  main: { tag: 'main', kind: 'box' },
  banner: { tag: 'header', role: 'banner', kind: 'box' },
  navigation: { tag: 'nav', kind: 'box' },
  contentinfo: { tag: 'footer', role: 'contentinfo', kind: 'box' },
  region: { tag: 'section', role: 'region', kind: 'box' },
  group: { tag: 'div', role: 'group', kind: 'box' },
  heading: { tag: 'h2', kind: 'leaf' },
  paragraph: { tag: 'p', kind: 'leaf' },
  status: { tag: 'div', role: 'status', kind: 'leaf' },
  alert: { tag: 'div', role: 'alert', kind: 'leaf' },
  button: { tag: 'button', kind: 'leaf' },
  link: { tag: 'a', kind: 'leaf' },
  checkbox: { tag: 'label', kind: 'check' },
  radiogroup: { tag: 'div', role: 'radiogroup', kind: 'box' },
  radio: { tag: 'label', kind: 'check' },
  textbox: { tag: 'div', kind: 'field' },
  combobox: { tag: 'div', kind: 'field' },
  list: { tag: 'ul', role: 'list', kind: 'box' },
  listitem: { tag: 'li', role: 'listitem', kind: 'box' },
  table: { tag: 'table', role: 'table', kind: 'box' },
  row: { tag: 'tr', role: 'row', kind: 'box' },
  columnheader: { tag: 'th', role: 'columnheader', kind: 'box' },
  cell: { tag: 'td', role: 'cell', kind: 'box' },
  dialog: { tag: 'div', role: 'dialog', kind: 'box' },
  image: { tag: 'div', role: 'img', kind: 'leaf' },
  progressbar: { tag: 'progress', kind: 'leaf' },
};

const labelled = new Set(['main', 'banner', 'navigation', 'contentinfo', 'region', 'group', 'radiogroup', 'list', 'table',
  'dialog', 'image', 'progressbar']);

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | boolean | undefined} value undefined or false: absent
 */
function attribute(element, name, value) {
  const text = value === true ? 'true' : value;
  if (text === undefined || text === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== text) {
    element.setAttribute(name, text);
  }
}

/** @param {number | undefined} state */
const onOff = (state) => (state === undefined ? undefined : state ? 'true' : 'false');

/** One element of the mirror. */
class Entry {
  /**
   * @param {Node} node
   * @param {Mirror} mirror
   */
  constructor(node, mirror) {
    const shape = shapes[node.role];
    this.role = node.role;
    this.level = node.level;
    this.fieldType = Field.kindOf(node);
    this.kind = shape.kind;
    this.written = '';
    this.position = '';
    this.element = document.createElement(node.role === 'heading' ? `h${Math.min(6, Math.max(1, node.level ?? 2))}` : shape.tag);
    this.element.className = `m ${this.kind}`;
    if (shape.role) this.element.setAttribute('role', shape.role);
    /** The element that takes the focus. @type {HTMLElement} */
    this.control = this.element;
    this.text = document.createTextNode('');
    if (this.kind === 'check') this.makeCheck(node);
    else if (this.kind === 'field') this.field = new Field(node, this.element, this.text, mirror.tell, mirror.frames);
    else this.element.append(this.text);
    if (this.field) this.control = this.field.control;
    if (node.role === 'button') /** @type {HTMLButtonElement} */ (this.element).type = 'button';
    if (node.role === 'dialog') this.element.tabIndex = -1;
    this.listen(node.id, mirror.tell);
  }

  /** @param {Node} node */
  makeCheck(node) {
    const input = document.createElement('input');
    input.type = node.role;
    input.id = `w${node.id}`;
    if (node.role === 'radio') input.name = `g${node.parent ?? 0}`;
    this.control = input;
    this.element.append(input, this.text);
  }

  /**
   * @param {number} id
   * @param {Teller} tell
   */
  listen(id, tell) {
    if (this.role === 'button') this.element.addEventListener('click', () => tell.activate(id));
    if (this.role === 'link') {
      this.element.addEventListener('click', (event) => {
        const outside = /^(https?:|tel:|mailto:|\/api\/)/.test(this.element.getAttribute('href') ?? '');
        if (outside || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        tell.activate(id);
      });
    }
    if (this.kind === 'check') this.control.addEventListener('change', () => tell.activate(id));
    if (this.kind !== 'box' || this.role === 'dialog') this.control.addEventListener('focus', () => tell.focused(id));
  }

  /**
   * May this element stay for the node, or must another be made?
   * @param {Node} node
   */
  fits(node) {
    return this.role === node.role && this.level === node.level && this.fieldType === Field.kindOf(node);
  }

  /**
   * @param {Node} node
   * @param {boolean} hasChildren
   */
  update(node, hasChildren) {
    this.place(node);
    const said = JSON.stringify([{ ...node, rect: 0, clip: 0 }, hasChildren]);
    if (said === this.written && this.kind !== 'check') return;
    this.written = said;
    this.name(node, hasChildren);
    this.state(node);
    this.field?.update(node);
  }

  /** @param {Node} node */
  place(node) {
    if ('plain' in document.documentElement.dataset) return; // there the browser lays the page out
    const position = `${node.rect} ${this.field ? node.clip : ''}`;
    if (position === this.position) return;
    this.position = position;
    const [x, y, width, height] = node.rect;
    const style = this.element.style;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    this.field?.clip(node);
  }

  /**
   * @param {Node} node
   * @param {boolean} hasChildren
   */
  name(node, hasChildren) {
    const name = node.name ?? '';
    if (labelled.has(node.role)) attribute(this.element, 'aria-label', name || undefined);
    const own = labelled.has(node.role) || hasChildren ? '' : name;
    if (this.text.data !== own) this.text.data = own;
    attribute(this.element, 'lang', node.lang);
  }

  /** @param {Node} node */
  state(node) {
    const control = this.control;
    if (this.role === 'button' || this.kind === 'check') {
      attribute(control, 'disabled', node.disabled);
    } else if (this.role === 'link') {
      attribute(control, 'href', node.disabled ? undefined : node.href ?? '#');
    }
    attribute(control, 'aria-busy', node.busy);
    attribute(control, 'aria-pressed', onOff(node.pressed));
    attribute(control, 'aria-expanded', onOff(node.expanded));
    attribute(control, 'aria-current', node.current ? 'true' : undefined);
    if (this.role === 'button') attribute(control, 'aria-keyshortcuts', shortcut(node.description));
    else if (this.kind === 'leaf') attribute(control, 'aria-description', node.description);
    if (this.role === 'dialog') attribute(control, 'aria-modal', node.modal);
    if (this.kind === 'check') {
      const input = /** @type {HTMLInputElement} */ (control);
      if (input.checked !== (node.checked === 1)) input.checked = node.checked === 1;
      attribute(input, 'aria-description', node.description);
    }
    if (this.role === 'progressbar') this.progress(node);
    if (this.role === 'columnheader') attribute(control, 'scope', 'col');
  }

  /** @param {Node} node */
  progress(node) {
    const bar = /** @type {HTMLProgressElement} */ (this.control);
    bar.max = 100;
    if (node.now === undefined) bar.removeAttribute('value');
    else bar.value = node.now;
  }
}

/**
 * A button's description is its shortcut when it looks like one: "F2", "Ctrl+K".
 * @param {string | undefined} description
 */
function shortcut(description) {
  return description && /^((Ctrl|Alt|Shift)\+)*(F\d{1,2}|[A-Z0-9]|Enter|Escape)$/.test(description)
    ? description.replace('Ctrl', 'Control') : undefined;
}

export class Mirror {
  /**
   * @param {HTMLElement} root
   * @param {Teller} tell
   * @param {import('./frames.js').Frames} frames
   */
  constructor(root, tell, frames) {
    this.root = root;
    this.tell = tell;
    this.frames = frames;
    /** @type {Map<number, Entry>} */
    this.entries = new Map();
    /** @type {Set<string>} */
    this.shortcuts = new Set();
    this.modal = 0;
    this.beforeModal = 0;
    root.addEventListener('focusout', (event) => {
      if (!event.relatedTarget) tell.focused(0);
    });
    frames.afterFrame.add(() => {
      for (const entry of this.entries.values()) entry.field?.settle();
    });
  }

  /** @param {Node[]} nodes parents before their children, in reading order */
  show(nodes) {
    const active = this.activeId();
    const parents = new Set(nodes.map((node) => node.parent ?? 0));
    this.removeStale(nodes);
    /** @type {Map<Element, ChildNode | null>} */
    const cursors = new Map();
    for (const node of nodes) {
      const entry = this.entryOf(node);
      entry.update(node, parents.has(node.id));
      const parent = this.entries.get(node.parent ?? 0)?.element ?? this.root;
      if (!cursors.has(parent)) cursors.set(parent, this.firstChild(parent));
      const cursor = cursors.get(parent) ?? null;
      if (cursor === entry.element) {
        cursors.set(parent, entry.element.nextSibling);
      } else {
        // An element that moves to another parent may be where that other list stands.
        const from = entry.element.parentElement;
        if (from && cursors.get(from) === entry.element) cursors.set(from, entry.element.nextSibling);
        parent.insertBefore(entry.element, cursor);
      }
    }
    this.shortcuts = new Set(nodes.map((node) => (node.role === 'button' && shortcut(node.description)) || ''));
    this.keepModal(nodes, active);
    // A moved element has lost the focus it had.
    if (active && this.activeId() !== active) this.entries.get(active)?.control.focus({ preventScroll: true });
  }

  /** @param {Element} parent */
  firstChild(parent) {
    const first = parent.firstChild;
    return first instanceof Text ? first.nextSibling : first;
  }

  /** @param {Node[]} nodes */
  removeStale(nodes) {
    const kept = new Map(nodes.map((node) => [node.id, node]));
    for (const [id, entry] of this.entries) {
      const node = kept.get(id);
      if (node && entry.fits(node)) continue;
      entry.element.remove();
      this.entries.delete(id);
    }
  }

  /** @param {Node} node */
  entryOf(node) {
    let entry = this.entries.get(node.id);
    if (!entry) {
      entry = new Entry(node, this);
      this.entries.set(node.id, entry);
    }
    return entry;
  }

  activeId() {
    for (const [id, entry] of this.entries) if (entry.control === document.activeElement) return id;
    return 0;
  }

  /**
   * While a modal dialog is open everything else is inert, and what had the focus gets it back afterwards.
   * @param {Node[]} nodes
   * @param {number} active
   */
  keepModal(nodes, active) {
    const modal = nodes.findLast((node) => node.role === 'dialog' && node.modal);
    if (modal && !this.modal) this.beforeModal = active;
    for (const one of this.root.querySelectorAll('[inert]')) one.removeAttribute('inert');
    for (const entry of this.entries.values()) entry.field?.behind(false);
    const opened = modal && modal.id !== this.modal;
    const closed = !modal && this.modal !== 0;
    this.modal = modal?.id ?? 0;
    if (modal) this.makeRestInert(modal);
    const entry = modal && this.entries.get(modal.id);
    if (opened && entry && !entry.element.contains(document.activeElement)) entry.element.focus({ preventScroll: true });
    if (closed) this.focus(this.beforeModal);
  }

  /** @param {Node} modal */
  makeRestInert(modal) {
    const dialog = this.entries.get(modal.id)?.element;
    if (!dialog) return;
    for (let inside = dialog; inside !== this.root; inside = /** @type {HTMLElement} */ (inside.parentElement)) {
      for (const other of inside.parentElement?.children ?? []) {
        if (other !== inside) other.setAttribute('inert', '');
      }
    }
    for (const entry of this.entries.values()) {
      if (entry.field && !dialog.contains(entry.element)) entry.field.behind(true);
    }
  }

  /** @param {number} id */
  focus(id) {
    const control = this.entries.get(id)?.control;
    if (!control) return;
    if (!control.matches('button, a, input, select, textarea')) control.tabIndex = -1;
    control.focus({ preventScroll: true });
  }
}

/** Keys that a control works itself. */
const ownKeys = new Set(['Enter', ' ']);
const browserKeys = new Set(['F5', 'F11', 'F12']);

/**
 * Tells the program the keys that no text field takes.
 * @param {Mirror} mirror
 * @param {(key: string, modifiers: number) => void} tell
 */
export function forwardKeys(mirror, tell) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const typing = target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select');
    const chord = event.ctrlKey || event.altKey || event.metaKey;
    const named = /^F\d+$/.test(event.key) || event.key === 'Escape';
    if (typing && !named && !chord) return;
    if (target.matches('button, a, input, summary') && ownKeys.has(event.key) && !chord) return;
    if (target.matches('input[type="radio"]') && event.key.startsWith('Arrow')) return;
    if (mirror.shortcuts.has(keyName(event)) && !browserKeys.has(event.key)) event.preventDefault();
    tell(event.key, (event.ctrlKey || event.metaKey ? 1 : 0) | (event.altKey ? 2 : 0) | (event.shiftKey ? 4 : 0));
  });
}

/** @param {KeyboardEvent} event */
function keyName(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? 'Control+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`;
}
