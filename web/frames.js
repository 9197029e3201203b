// Frames are drawn when something asked for one, and at no other time.

export class Frames {
  /** @param {() => void} draw */
  constructor(draw) {
    this.draw = draw;
    /** Frames drawn since the page began. */
    this.count = 0;
    this.wanted = 0;
    this.handle = 0;
    this.timer = 0;
    this.stopped = true;
    /** @type {Set<() => void>} */
    this.afterFrame = new Set();
  }

  start() {
    this.stopped = false;
    this.wake();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /**
   * At least so many frames from now on.
   * @param {number} [count]
   */
  wake(count = 1) {
    this.wanted = Math.max(this.wanted, count);
    if (this.handle || this.stopped) return;
    // A hidden page gets no animation frames, but a customer must be told when called.
    this.handle = document.hidden
      ? window.setTimeout(() => this.run(), 200)
      : window.requestAnimationFrame(() => this.run());
    this.byTimer = document.hidden;
  }

  /**
   * A frame in so many seconds at the latest; negative: no appointment.
   * @param {number} seconds
   */
  wakeIn(seconds) {
    clearTimeout(this.timer);
    this.timer = 0;
    if (seconds >= 0) this.timer = window.setTimeout(() => this.wake(), Math.min(seconds * 1000, 0x7fffffff));
  }

  run() {
    this.handle = 0;
    if (this.stopped) return;
    this.wanted = Math.max(0, this.wanted - 1);
    this.count += 1;
    this.draw();
    for (const after of this.afterFrame) after();
    if (this.wanted > 0) this.wake(this.wanted);
  }

  /** The page was hidden or shown: what waits must wait in the other queue. */
  visibilityChanged() {
    if (this.handle && this.byTimer !== document.hidden) {
      if (this.byTimer) clearTimeout(this.handle);
      else cancelAnimationFrame(this.handle);
      this.handle = 0;
    }
    this.wake();
  }

  /** Nothing is waiting to be drawn (timers that lie ahead do not count). */
  get idle() {
    return this.handle === 0;
  }

  /** Whatever the user does wakes the page; the canvas's own listeners have put it into the program's queue. */
  listen() {
    const wake = () => this.wake(2);
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'mousedown', 'mouseup', 'mousemove',
      'wheel', 'touchstart', 'touchmove', 'touchend', 'touchcancel', 'keydown', 'keyup']) {
      window.addEventListener(type, wake, { capture: true, passive: true });
    }
    for (const type of ['resize', 'focus', 'blur', 'pageshow']) window.addEventListener(type, wake);
    document.addEventListener('visibilitychange', () => this.visibilityChanged());
    for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', '(pointer: coarse)']) {
      matchMedia(query).addEventListener('change', wake);
    }
  }
}
