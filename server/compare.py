"""An attempt beside one's own last ones and those of the branch, of the same scenario, as it was when it was played. Where a
trainer has reviewed an attempt, that total counts."""

from __future__ import annotations

import sqlite3
from typing import Any

OWN = 5
DAYS_MS = 90 * 86_400_000
FEWEST = 3  # people: a mean of two would tell one what the other has


def compare(db: sqlite3.Connection, number: int) -> dict[str, Any]:
    row = db.execute("SELECT staff, branch, scenario, at FROM attempts WHERE number = ?", (number,)).fetchone()
    own = db.execute(
        "SELECT coalesce(reviewed_total, total) FROM attempts WHERE staff = ? AND scenario = ? AND number < ?"
        " ORDER BY number DESC LIMIT ?",
        (row["staff"], row["scenario"], number, OWN),
    ).fetchall()
    branch = db.execute(
        "SELECT staff, coalesce(reviewed_total, total) AS total FROM attempts"
        " WHERE branch = ? AND scenario = ? AND number < ? AND at BETWEEN ? AND ?",
        (row["branch"], row["scenario"], number, row["at"] - DAYS_MS, row["at"]),
    ).fetchall()
    return {"own": [one[0] for one in reversed(own)], "branch": _branch(branch)}


def _branch(rows: list[sqlite3.Row]) -> dict[str, Any]:
    """The mean, and the total from which on the best quarter lies."""
    if len({row["staff"] for row in rows}) < FEWEST:
        return {"n": len(rows), "mean": None, "best_quartile": None}
    totals = sorted((row["total"] for row in rows), reverse=True)
    best = totals[(len(totals) + 3) // 4 - 1]
    return {"n": len(totals), "mean": round(sum(totals) / len(totals), 2), "best_quartile": best}
