// Real text fields and choices, laid over the boxes the kit draws: the browser owns editing, so Chinese input methods,
// phone keyboards, autofill, selection, undo, dictation and paste work.

/** @typedef {import('./semantics.js').Node} Node */

/** @type {Record<string, {type: string, inputMode?: string}>} */
const types = {
  text: { type: 'text' },
  tel: { type: 'tel', inputMode: 'tel' },
  password: { type: 'password' },
  digits: { type: 'text', inputMode: 'numeric' },
  search: { type: 'search', inputMode: 'search' },
};

/** Frames after which the program has seen what was typed and its answer stands. */
const settledAfter = 3;

export class Field {
  /**
   * Which kind of element a node needs; empty when it is no field.
   * @param {Node} node
   */
  static kindOf(node) {
    if (node.role === 'combobox') return 'select';
    if (node.role !== 'textbox') return '';
    return node.type === 'multiline' ? 'textarea' : types[node.type ?? 'text']?.type ?? 'text';
  }

  /**
   * @param {Node} node
   * @param {HTMLElement} wrapper
   * @param {Text} label
   * @param {import('./semantics.js').Teller} tell
   * @param {import('./frames.js').Frames} frames
   */
  constructor(node, wrapper, label, tell, frames) {
    const kind = Field.kindOf(node);
    const tag = kind === 'select' || kind === 'textarea' ? kind : 'input';
    this.wrapper = wrapper;
    this.frames = frames;
    this.control = /** @type {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} */ (document.createElement(tag));
    this.composing = false;
    /** Frame in which the user last typed; -1 = settled. */
    this.typedIn = -1;
    this.value = '';
    const name = document.createElement('label');
    name.htmlFor = `w${node.id}`;
    name.append(label);
    this.hint = document.createElement('span');
    this.hint.className = 'hint';
    this.hint.id = `h${node.id}`;
    this.control.id = `w${node.id}`;
    wrapper.append(name, this.control, this.hint);
    if (this.control instanceof HTMLSelectElement) this.listenToChoice(node.id, tell);
    else this.listenToText(node.id, tell);
    this.control.addEventListener('blur', () => tell.left(node.id));
    passOn(this.control);
  }

  /**
   * @param {number} id
   * @param {import('./semantics.js').Teller} tell
   */
  listenToChoice(id, tell) {
    const select = /** @type {HTMLSelectElement} */ (this.control);
    select.addEventListener('change', () => tell.choose(id, select.selectedIndex));
  }

  /**
   * @param {number} id
   * @param {import('./semantics.js').Teller} tell
   */
  listenToText(id, tell) {
    const control = this.control;
    const send = () => {
      this.typedIn = this.frames.count;
      this.frames.wake(settledAfter);
      tell.input(id, control.value);
    };
    control.addEventListener('compositionstart', () => { this.composing = true; });
    control.addEventListener('compositionend', () => {
      this.composing = false;
      send();
    });
    control.addEventListener('input', send);
    control.addEventListener('keydown', (event) => {
      const key = /** @type {KeyboardEvent} */ (event);
      if (key.key !== 'Enter' || key.isComposing || key.keyCode === 229) return;
      if (control instanceof HTMLTextAreaElement && !key.ctrlKey && !key.metaKey) return;
      key.preventDefault();
      tell.submit(id);
    });
  }

  /** @param {Node} node */
  update(node) {
    const control = this.control;
    set(control, 'disabled', node.disabled ? '' : undefined);
    set(control, 'aria-invalid', node.invalid ? 'true' : undefined);
    set(control, 'aria-required', node.required ? 'true' : undefined);
    set(control, 'aria-describedby', node.description ? this.hint.id : undefined);
    if (this.hint.textContent !== (node.description ?? '')) this.hint.textContent = node.description ?? '';
    control.style.fontSize = `${(node.fontSize ?? 160) / 10}px`;
    this.value = node.value ?? '';
    if (control instanceof HTMLSelectElement) {
      this.updateOptions(control, node);
      return;
    }
    set(control, 'autocomplete', node.autocomplete);
    set(control, 'placeholder', node.placeholder);
    set(control, 'maxlength', node.maxLength ? String(node.maxLength) : undefined);
    if (control instanceof HTMLTextAreaElement) {
      control.rows = node.rows ?? 1;
    } else {
      const type = types[node.type ?? 'text'] ?? types.text;
      if (control.type !== type.type) control.type = type.type;
      set(control, 'inputmode', type.inputMode);
    }
    this.settle();
  }

  /**
   * @param {HTMLSelectElement} select
   * @param {Node} node
   */
  updateOptions(select, node) {
    const options = node.options ?? [];
    const same = select.options.length === options.length && options.every((text, i) => select.options[i].text === text);
    if (!same) select.replaceChildren(...options.map((text) => new Option(text)));
    const index = node.index ?? -1;
    if (select.selectedIndex !== index) select.selectedIndex = index;
  }

  /** Shows the program's value, but never while the user composes, nor before the program has seen what was typed. */
  settle() {
    if (this.composing || this.control instanceof HTMLSelectElement) return;
    if (this.typedIn >= 0 && this.frames.count < this.typedIn + settledAfter) return;
    this.typedIn = -1;
    if (this.control.value !== this.value) this.control.value = this.value;
  }

  /**
   * Cuts off what the scrolling region hides.
   * @param {Node} node
   */
  clip(node) {
    const [x, y, width, height] = node.rect;
    const [cx, cy, cwidth, cheight] = node.clip;
    const top = Math.max(0, cy - y);
    const left = Math.max(0, cx - x);
    const bottom = Math.max(0, y + height - cy - cheight);
    const right = Math.max(0, x + width - cx - cwidth);
    const cut = cwidth > 0 && (top || left || bottom || right);
    this.control.style.clipPath = cut ? `inset(${top}px ${right}px ${bottom}px ${left}px)` : '';
    this.control.style.pointerEvents = cut && (top + bottom >= height || left + right >= width) ? 'none' : '';
  }

  /** @param {boolean} hidden by a modal dialog */
  behind(hidden) {
    this.wrapper.classList.toggle('behind', hidden);
  }
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | undefined} value
 */
function set(element, name, value) {
  if (value === undefined) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

const dragSlop = 10; // CSS pixels a finger may tremble before it drags

/**
 * A wheel or a dragging finger over a field moves the page, which is the canvas's business.
 * @param {HTMLElement} control
 */
function passOn(control) {
  const canvas = /** @type {HTMLElement} */ (document.getElementById('canvas'));
  control.addEventListener('wheel', (event) => {
    const inner = control instanceof HTMLTextAreaElement && control.scrollHeight > control.clientHeight;
    if (inner || event.ctrlKey) return;
    event.preventDefault();
    canvas.dispatchEvent(new WheelEvent('wheel', event));
  }, { passive: false });

  /** @type {Touch | undefined} */
  let begun;
  let dragging = false;
  /** @type {(type: string, touch: Touch) => void} */
  const asMouse = (type, touch) => {
    canvas.dispatchEvent(new MouseEvent(type, {
      bubbles: true, cancelable: true, clientX: touch.clientX, clientY: touch.clientY, button: 0,
      buttons: type === 'mouseup' ? 0 : 1,
    }));
  };
  control.addEventListener('touchstart', (event) => {
    begun = event.touches.length === 1 ? event.touches[0] : undefined;
    dragging = false;
  }, { passive: true });
  control.addEventListener('touchmove', (event) => {
    const touch = event.touches[0];
    if (!begun || control instanceof HTMLTextAreaElement && control.scrollHeight > control.clientHeight) return;
    if (!dragging && Math.abs(touch.clientY - begun.clientY) > dragSlop) {
      dragging = true;
      asMouse('mousemove', begun);
      asMouse('mousedown', begun);
    }
    if (dragging) {
      event.preventDefault();
      asMouse('mousemove', touch);
    }
  }, { passive: false });
  for (const type of ['touchend', 'touchcancel']) {
    control.addEventListener(type, (event) => {
      if (!dragging) return;
      dragging = false;
      event.preventDefault();
      asMouse('mouseup', /** @type {TouchEvent} */ (event).changedTouches[0]);
    });
  }
}
