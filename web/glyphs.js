// Pictures of characters by the browser's own fonts: no font is downloaded, and what the device can show can be shown.

const stacks = {
  system: '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", '
    + '"Source Han Sans SC", sans-serif',
  latin: '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
};

/** Where the kit asks for a sign of a Latin font (ui/kit/frame.hpp, latin_signs). @param {number} codepoint */
const latin = (codepoint) => codepoint >= 0xe000 && codepoint < 0xe100;
/** @param {number} codepoint */
const text = (codepoint) => String.fromCodePoint(latin(codepoint) ? codepoint - 0xe000 + 0x2000 : codepoint);

/**
 * @typedef {{advance: number, x: number, y: number, width: number, height: number, alpha: Uint8Array}} Glyph
 */

export class Glyphs {
  constructor() {
    this.canvas = document.createElement('canvas');
    this.canvas.width = 96;
    this.canvas.height = 96;
    this.context = this.newContext();
    this.font = '';
  }

  newContext() {
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas 2D');
    context.fillStyle = '#fff';
    return context;
  }

  /**
   * @param {number} pixels
   * @param {boolean} bold
   * @param {string} stack
   */
  use(pixels, bold, stack = stacks.system) {
    const font = `${bold ? 600 : 400} ${pixels}px ${stack}`;
    if (font !== this.font) {
      this.context.font = font;
      this.font = font;
    }
  }

  /**
   * @param {number} codepoint
   * @param {number} pixels size in device pixels
   * @param {boolean} bold
   * @returns {Glyph}
   */
  glyph(codepoint, pixels, bold) {
    const sign = text(codepoint);
    this.choose(codepoint, pixels, bold);
    const measured = this.context.measureText(sign);
    const x = Math.floor(-measured.actualBoundingBoxLeft) - 1;
    const y = Math.floor(-measured.actualBoundingBoxAscent) - 1;
    const width = Math.ceil(measured.actualBoundingBoxRight) + 1 - x;
    const height = Math.ceil(measured.actualBoundingBoxDescent) + 1 - y;
    if (width <= 2 || height <= 2) {
      return { advance: measured.width, x: 0, y: 0, width: 0, height: 0, alpha: new Uint8Array(0) };
    }
    this.makeRoom(width, height);
    this.choose(codepoint, pixels, bold);
    this.context.clearRect(0, 0, width, height);
    this.context.fillText(sign, -x, -y);
    const data = this.context.getImageData(0, 0, width, height).data;
    const alpha = new Uint8Array(width * height);
    for (let i = 0; i < alpha.length; i += 1) alpha[i] = data[i * 4 + 3];
    return { advance: measured.width, x, y, width, height, alpha };
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  makeRoom(width, height) {
    if (width <= this.canvas.width && height <= this.canvas.height) return;
    this.canvas.width = Math.max(this.canvas.width, width * 2);
    this.canvas.height = Math.max(this.canvas.height, height * 2);
    this.context = this.newContext();
    this.font = '';
  }

  /**
   * @param {number} codepoint
   * @param {number} pixels
   * @param {boolean} bold
   */
  choose(codepoint, pixels, bold) {
    this.use(pixels, bold, latin(codepoint) ? stacks.latin : stacks.system);
  }

  /**
   * @param {number} codepoint
   * @param {number} pixels
   * @param {boolean} bold
   */
  advance(codepoint, pixels, bold) {
    this.choose(codepoint, pixels, bold);
    return this.context.measureText(text(codepoint)).width;
  }

  /**
   * Ascent and descent of the font, the same for every script of a page: Latin and Chinese share their lines.
   * @param {number} pixels
   * @param {boolean} bold
   * @returns {[number, number]}
   */
  metrics(pixels, bold) {
    this.use(pixels, bold);
    const latin = this.context.measureText('Hg');
    const han = this.context.measureText('\u56fd');
    const ascent = Math.max(latin.fontBoundingBoxAscent ?? pixels * 0.9, han.actualBoundingBoxAscent);
    const descent = Math.max(latin.fontBoundingBoxDescent ?? pixels * 0.25, han.actualBoundingBoxDescent);
    return [ascent, descent];
  }

  /**
   * Some browsers scramble what is read back from a canvas. A known picture and a known character tell: the picture must
   * come back as drawn, and the character with ink, with gaps, and twice the same.
   */
  trustworthy() {
    const size = 16;
    const context = this.context;
    context.clearRect(0, 0, 64, 64);
    for (let i = 0; i < size; i += 1) if (i % 3 === 0) context.fillRect(i, i, 1, 1);
    const data = context.getImageData(0, 0, size, size).data;
    for (let y = 0; y < size; y += 1) {
      for (let x = 0; x < size; x += 1) {
        const wanted = x === y && x % 3 === 0 ? 255 : 0;
        if (Math.abs(data[(y * size + x) * 4 + 3] - wanted) > 8) return false;
      }
    }
    const once = this.glyph(0x56fd, 32, false);
    const twice = this.glyph(0x56fd, 32, false);
    const ink = once.alpha.reduce((sum, value) => sum + value, 0) / 255 / Math.max(1, once.alpha.length);
    return ink > 0.1 && ink < 0.9 && once.alpha.every((value, i) => Math.abs(value - twice.alpha[i]) <= 8);
  }
}
