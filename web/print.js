// The ticket slip: text and a QR code in a part of the page that only the printer sees.

const svg = 'http://www.w3.org/2000/svg';

/** @param {string[]} rows '0' and '1', without quiet zone */
function drawQr(rows) {
  const quiet = 4;
  const size = rows.length + quiet * 2;
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) if (row[x] === '1') path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
  });
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`);
  picture.setAttribute('shape-rendering', 'crispEdges');
  const shape = document.createElementNS(svg, 'path');
  shape.setAttribute('d', path);
  picture.append(shape);
  return picture;
}

/** @param {{lines: string[], qr: string[]}} slip the second line is the number and set large */
export function print(slip) {
  const paper = document.getElementById('slip');
  if (!paper) return;
  paper.replaceChildren(...slip.lines.map((line, index) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    if (index === 1) paragraph.className = 'number';
    return paragraph;
  }));
  if (slip.qr.length > 0) paper.append(drawQr(slip.qr));
  const root = document.documentElement;
  root.dataset.printing = '';
  window.addEventListener('afterprint', () => {
    delete root.dataset.printing;
    paper.replaceChildren();
  }, { once: true });
  // After this frame: print() stops the page until the dialog is closed.
  setTimeout(() => window.print(), 0);
}
