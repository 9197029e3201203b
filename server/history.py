"""What a branch has seen, half hour by half hour: a record of every day that has ended, and what was learned from them of
who comes (core/staffing). Everything here runs in the database's thread."""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
from typing import Any

from server.days import Days

log = logging.getLogger("lobby")

DAYS_SHOWN = 28


def record(days: Days, branch: str, date: str) -> str:
    """Of a day, as far as it got; JSON."""
    events = [body for _, body in days.events_after(branch, date, 0)]
    made: str = days.core.day_record(days.bank, branch, events, days.clock.now())
    return made


def _footfall(days: Days, branch: str) -> tuple[str, str]:
    """The last day learned from (empty: none) and what was learned, JSON."""
    row = days.store.db.execute("SELECT learned_until, body FROM footfall WHERE branch = ?", (branch,)).fetchone()
    if row is not None:
        try:
            days.core.learn_footfall(days.bank, branch, row["body"], [])
        except days.core.Malformed as error:
            log.warning("who comes to %s cannot be read and is learned again: %s", branch, error)
            row = None
    return (row["learned_until"], row["body"]) if row else ("", days.core.learn_footfall(days.bank, branch, "", []))


def learn(days: Days, branch: str, today: str) -> None:
    """Writes the records of the days that have ended since the last time, and learns from them."""
    db = days.store.db
    rows = db.execute(
        "SELECT date FROM events WHERE branch = ? AND date < ? AND number = 1"
        " AND date NOT IN (SELECT date FROM day_records WHERE branch = ?) ORDER BY date",
        (branch, today, branch),
    ).fetchall()
    keep(days, branch, [(row["date"], record(days, branch, row["date"])) for row in rows])


def keep(days: Days, branch: str, records: list[tuple[str, str]]) -> None:
    """Stores records, and learns from those that are later than what was learned from."""
    learned, footfall = _footfall(days, branch)
    new = [body for date, body in sorted(records) if date > learned]
    if not records:
        return
    with days.store.transaction() as db:
        db.executemany("INSERT OR REPLACE INTO day_records VALUES (?, ?, ?)", [(branch, *one) for one in records])
        if new:
            footfall = days.core.learn_footfall(days.bank, branch, footfall, new)
            until = max(date for date, _ in records)
            db.execute("INSERT OR REPLACE INTO footfall VALUES (?, ?, ?)", (branch, until, footfall))


def of_branch(days: Days, branch: str) -> str:
    """The body of GET /api/branches/{branch}/history."""
    today = days.today(branch)
    rows = days.store.db.execute(
        "SELECT body FROM day_records WHERE branch = ? AND date < ? ORDER BY date DESC LIMIT ?",
        (branch, today, DAYS_SHOWN),
    ).fetchall()
    days.open(branch, today)
    ended = ",".join(row["body"] for row in reversed(rows))
    return f'{{"footfall":{_footfall(days, branch)[1]},"today":{record(days, branch, today)},"days":[{ended}]}}'


def recorded(days: Days, branch: str) -> set[str]:
    """The dates that have a record."""
    rows = days.store.db.execute("SELECT date FROM day_records WHERE branch = ?", (branch,))
    return {row["date"] for row in rows}


# ---------------------------------------------------------------- who stands where

POSITIONS_KEPT_DAYS = 30

RESERVES = ("none", "branch_head", "flexible_teller")


def positions(days: Days, branch: str, date: str) -> dict[str, Any]:
    rows = days.store.db.execute(
        "SELECT person, position, reserve FROM positions WHERE branch = ? AND date = ? ORDER BY position, person",
        (branch, date),
    )
    return {"positions": [dict(row) for row in rows]}


def stand(days: Days, branch: str, date: str, person: str, position: int | None, reserve: str) -> dict[str, Any]:
    """Puts somebody to a position (0: to none, but here), or with None takes them off the plan."""
    with days.store.transaction() as db:
        if position is None:
            db.execute("DELETE FROM positions WHERE branch = ? AND date = ? AND person = ?", (branch, date, person))
        else:
            db.execute("INSERT OR REPLACE INTO positions VALUES (?, ?, ?, ?, ?)", (branch, date, person, position, reserve))
    return positions(days, branch, date)


def clean(db: sqlite3.Connection, today: str) -> None:
    """Forgets who stood where long ago. Within a transaction."""
    before = dt.date.fromisoformat(today) - dt.timedelta(days=POSITIONS_KEPT_DAYS)
    db.execute("DELETE FROM positions WHERE date < ?", (before.isoformat(),))
