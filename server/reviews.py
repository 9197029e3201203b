"""What a person says of the machine's score: a trainer's own result for a check, with the reason, and how often people and
the machine agree. Nothing is overwritten: a later review of the same check by the same trainer takes the earlier's place."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from server.commands import Staff, text_of
from server.problems import Problem, malformed
from server.store import Store

RESULTS = ("met", "partly", "missed", "violated")
REASON = range(3, 501)  # characters, where the machine is overruled

# The reviews that count: the last of each trainer for each check.
_CURRENT = (
    "SELECT *, coalesce((SELECT name FROM staff WHERE id = by), by) AS name FROM reviews"
    " WHERE number IN (SELECT max(number) FROM reviews {where} GROUP BY attempt, item, by) ORDER BY number"
)


@dataclass
class Review:
    check: str
    result: str
    reason: str


def read(body: dict[str, Any]) -> Review:
    unknown = set(body) - {"check", "result", "reason"}
    if unknown:
        raise malformed(f"{sorted(unknown)[0]}: unknown key")
    result, reason = body.get("result"), body.get("reason", "")
    if result not in RESULTS:
        raise malformed("result: must be one of " + ", ".join(RESULTS))
    if not isinstance(reason, str):
        raise malformed("reason: must be a text")
    return Review(text_of(body, "check"), str(result), reason.strip())


def _machine(report: str, check: str) -> str:
    for one in json.loads(report)["checks"]:
        if one["id"] == check:
            return str(one["result"])
    raise Problem(404, "unknown_check", subject=check[:64])


def put(db: sqlite3.Connection, core: Any, number: int, review: Review, trainer: Staff, now: int) -> dict[str, Any]:
    """Stores a review; answers what the attempt comes to with it. The same again changes nothing. Within a transaction."""
    row = db.execute("SELECT report FROM attempts WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise Problem(404, "unknown_attempt")
    machine = _machine(row["report"], review.check)
    if len(review.reason) > REASON[-1] or (review.result != machine and len(review.reason) < REASON[0]):
        raise Problem(422, "review_needs_reason", least=REASON[0], most=REASON[-1])
    mine = [one for one in of_attempt(db, number) if (one["check"], one["by"]) == (review.check, trainer.id)]
    if [(one["result"], one["reason"]) for one in mine] != [(review.result, review.reason)]:
        db.execute(
            "INSERT INTO reviews (attempt, item, machine, result, reason, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, review.check, machine, review.result, review.reason, trainer.id, now),
        )
        _sum_up(db, core, number, row["report"])
    return reviewed(db, number)


def _sum_up(db: sqlite3.Connection, core: Any, number: int, report: str) -> None:
    """The total by the rubric's rules; where trainers differ, the last of them counts."""
    judged = {one["check"]: one["result"] for one in of_attempt(db, number)}
    total, passed, grade = core.total_with(report, list(judged.items()))
    db.execute(
        "UPDATE attempts SET reviewed_total = ?, reviewed_passed = ?, reviewed_grade = ? WHERE number = ?",
        (total, int(passed), grade, number),
    )
    db.executemany(
        "UPDATE attempt_checks SET reviewed = ? WHERE attempt = ? AND item = ?",
        [(result, number, check) for check, result in judged.items()],
    )


def _values(rows: Iterable[sqlite3.Row]) -> list[dict[str, Any]]:
    names = ("machine", "result", "reason", "by", "name", "at")
    return [{"check": row["item"], **{name: row[name] for name in names}} for row in rows]


def of_attempt(db: sqlite3.Connection, number: int) -> list[dict[str, Any]]:
    """The reviews that count, oldest first."""
    return _values(db.execute(_CURRENT.format(where="WHERE attempt = ?"), (number,)))


def history(db: sqlite3.Connection, number: int) -> list[dict[str, Any]]:
    """All that were ever given, oldest first."""
    return _values(
        db.execute(
            "SELECT *, coalesce((SELECT name FROM staff WHERE id = by), by) AS name FROM reviews WHERE attempt = ?"
            " ORDER BY number",
            (number,),
        )
    )


def reviewed(db: sqlite3.Connection, number: int) -> dict[str, Any]:
    """What an attempt says of its reviews; the totals are null while nobody has reviewed it."""
    row = db.execute(
        "SELECT reviewed_total, reviewed_passed, reviewed_grade FROM attempts WHERE number = ?", (number,)
    ).fetchone()
    passed = None if row["reviewed_passed"] is None else bool(row["reviewed_passed"])
    return {"reviews": of_attempt(db, number), **dict(row), "reviewed_passed": passed}


# ---------------------------------------------------------------- agreement


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's: agreement beyond what chance would bring. None when there is nothing to be beyond."""
    if not pairs:
        return None
    machine, people = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    chance = sum(machine[result] * people[result] for result in RESULTS) / len(pairs) ** 2
    share = sum(one == other for one, other in pairs) / len(pairs)
    return None if chance == 1 else round((share - chance) / (1 - chance), 4)


def _agreement(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    agreed = sum(machine == person for machine, person in pairs)
    share = round(agreed / len(pairs), 4) if pairs else None
    return {"reviewed": len(pairs), "agreed": agreed, "share": share, "kappa": kappa(pairs)}


def agreement(store: Store) -> dict[str, Any]:
    """Per check and over all, of the reviews that count."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for row in store.db.execute(_CURRENT.format(where="")):
        pairs.setdefault(row["item"], []).append((row["machine"], row["result"]))
    checks = [{"check": check, **_agreement(pairs[check])} for check in sorted(pairs)]
    return {"checks": checks, "all": _agreement([pair for some in pairs.values() for pair in some])}
