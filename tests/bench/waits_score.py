"""Scores of forecasts, the tables that are printed and the plots that are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Score:
    """Sums over forecasts; a way that tells no range has no ranges."""

    count: int = 0
    error: float = 0
    ranges: int = 0
    within: int = 0
    width: float = 0

    def add(self, wait: float, middle: float, low: float | None = None, high: float | None = None) -> None:
        self.count += 1
        self.error += abs(wait - middle)
        if low is not None and high is not None:
            self.ranges += 1
            self.within += low <= wait <= high
            self.width += high - low

    def cells(self) -> list[str]:
        if self.count == 0:
            return ["–", "–", "–"]
        error = f"{self.error / self.count:.2f}"
        if self.ranges == 0:
            return [error, "–", "–"]
        return [error, f"{self.within / self.ranges:.3f}", f"{self.width / self.ranges:.1f}"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rows = [list(row) for row in rows]
    widths = [max(len(row[i]) for row in [list(head), *rows]) for i in range(len(head))]
    lines = [head, *rows]
    return "\n".join(
        "  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(line, widths)))
        for line in lines
    )


def _svg(path: Path, title: str, body: list[str], x: str, y: str) -> None:
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" font-family="sans-serif" font-size="13">'
        '<rect width="640" height="480" fill="white"/>'
        f'<text x="320" y="24" text-anchor="middle" font-size="16">{title}</text>'
        f'<text x="340" y="470" text-anchor="middle">{x}</text>'
        f'<text x="18" y="230" text-anchor="middle" transform="rotate(-90 18 230)">{y}</text>'
        + "".join(body)
        + "</svg>\n",
        encoding="utf-8",
    )


def plot_pairs(path: Path, title: str, pairs: Sequence[tuple[float, float]], unit: str) -> None:
    """Predicted against actual: the darker a cell, the more forecasts; the line is where they agree."""
    most = sorted(max(pair) for pair in pairs)[int(0.98 * (len(pairs) - 1))] if pairs else 1
    cells, left, top, side = 50, 70, 40, 380
    counts: dict[tuple[int, int], int] = {}
    for predicted, actual in pairs:
        if predicted < most and actual < most:
            cell = (int(cells * predicted / most), int(cells * actual / most))
            counts[cell] = counts.get(cell, 0) + 1
    full = max(counts.values(), default=1)
    step = side / cells
    body = [
        f'<rect x="{left + column * step:.1f}" y="{top + side - (row + 1) * step:.1f}" width="{step:.1f}" '
        f'height="{step:.1f}" fill="#1a4f8b" fill-opacity="{(count / full) ** 0.5:.2f}"/>'
        for (column, row), count in sorted(counts.items())
    ]
    body.append(f'<path d="M{left} {top + side}L{left + side} {top}" stroke="#c33" fill="none"/>')
    body.append(f'<rect x="{left}" y="{top}" width="{side}" height="{side}" fill="none" stroke="#444"/>')
    for share in (0, 0.5, 1):
        body.append(f'<text x="{left + share * side}" y="{top + side + 18}" text-anchor="middle">{share * most:.0f}</text>')
        body.append(f'<text x="{left - 6}" y="{top + side * (1 - share) + 5}" text-anchor="end">{share * most:.0f}</text>')
    _svg(path, title, body, f"predicted, {unit}", f"actual, {unit}")


def plot_coverage(path: Path, title: str, shares: Sequence[tuple[str, float]]) -> None:
    """Share of waits within the range over time; 0.8 is promised."""
    left, top, width, height, low = 70, 40, 540, 380, 0.6

    def place(i: int, share: float) -> str:
        x = left + width * (i + 0.5) / max(1, len(shares))
        return f"{x:.1f} {top + height * (1 - (min(1.0, max(low, share)) - low) / (1 - low)):.1f}"

    points = [place(i, share) for i, (_, share) in enumerate(shares)]
    body = []
    for share in (0.6, 0.7, 0.78, 0.8, 0.82, 0.9, 1.0):
        y = top + height * (1 - (share - low) / (1 - low))
        colour = "#c33" if share == 0.8 else "#ddd"
        body.append(f'<path d="M{left} {y:.1f}H{left + width}" stroke="{colour}"/>')
        body.append(f'<text x="{left - 6}" y="{y + 5:.1f}" text-anchor="end">{share:.2f}</text>')
    if points:
        body.append(f'<path d="M{"L".join(points)}" stroke="#1a4f8b" stroke-width="2" fill="none"/>')
    for i in range(0, len(shares), max(1, len(shares) // 6)):
        x = place(i, 0).split()[0]
        body.append(f'<text x="{x}" y="{top + height + 18}" text-anchor="middle">{shares[i][0]}</text>')
    _svg(path, title, body, "", "share within p10–p90")
