// Live streams: one EventSource per day, opened again after every failure where the last one ended.

const news = { opened: 0, event: 1, clock: 2, broken: 3 };
const silence = 40000; // milliseconds without a word (the server's clock comes every 15 s) until a stream counts as dead
const longestPause = 15000;

class Stream {
  /**
   * @param {string} address
   * @param {number} after number of the last event known
   * @param {(what: number, data: string) => void} tell
   */
  constructor(address, after, tell) {
    this.address = address;
    this.after = after;
    this.tell = tell;
    this.pause = 1000;
    this.timer = 0;
    this.closed = false;
    this.open();
  }

  open() {
    clearTimeout(this.timer);
    if (this.closed) return;
    const source = new EventSource(`${this.address}?after=${this.after}`);
    this.source = source;
    source.onopen = () => {
      this.pause = 1000;
      this.listenFor(silence);
      this.tell(news.opened, '');
    };
    source.onmessage = (message) => {
      this.listenFor(silence);
      this.after = Math.max(this.after, Number(message.lastEventId) || 0);
      this.tell(news.event, message.data);
    };
    source.addEventListener('clock', (message) => {
      this.listenFor(silence);
      this.tell(news.clock, message.data);
    });
    source.onerror = () => this.broken();
    this.listenFor(silence);
  }

  /** @param {number} milliseconds */
  listenFor(milliseconds) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.broken(), milliseconds);
  }

  broken() {
    this.source?.close();
    clearTimeout(this.timer);
    if (this.closed) return;
    this.tell(news.broken, '');
    this.timer = window.setTimeout(() => this.open(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, longestPause);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.source?.close();
  }
}

export class Streams {
  /** @param {(id: number, what: number, data: string) => void} tell */
  constructor(tell) {
    this.tell = tell;
    /** @type {Map<number, Stream>} */
    this.all = new Map();
    // Back on the network, or back in front: do not wait for the next try.
    const again = () => {
      for (const stream of this.all.values()) {
        if (stream.source?.readyState === EventSource.CLOSED) {
          stream.pause = 1000;
          stream.open();
        }
      }
    };
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', () => { if (!document.hidden) again(); });
  }

  /**
   * @param {number} id
   * @param {string} address
   * @param {number} after
   */
  open(id, address, after) {
    this.all.set(id, new Stream(address, after, (what, data) => this.tell(id, what, data)));
  }

  /** @param {number} id */
  close(id) {
    this.all.get(id)?.close();
    this.all.delete(id);
  }
}
