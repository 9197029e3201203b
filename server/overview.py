"""What trainers and managers see of many attempts: by person, branch or position, what was asked for and what was missed.
Where a trainer has reviewed a check, that counts."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from server import clock as clocks
from server import texts
from server.commands import DATE, check_date
from server.days import Days
from server.problems import malformed
from server.training import Training

WINDOW_DAYS = 90  # when nobody says from when
GROUPS = ("staff", "branch", "position")
# By number; 0 is of a scene that is gone.
POSITIONS = ("hall", "greeting", "self_service", "forms", "low_counter", "high_counter", "vip_counter", "vip_room")


@dataclass
class Wanted:
    """Which attempts: of which branches, from which local day to which, at which position (0: any), and by what."""

    branches: list[str] = field(default_factory=list)
    everywhere: bool = False
    begin: dt.date = dt.date.min
    end: dt.date = dt.date.min
    position: int = 0
    by: str = "staff"


def _date(query: Any, name: str, otherwise: dt.date) -> dt.date:
    text = query.get(name, "")
    if not text:
        return otherwise
    if not DATE.fullmatch(text):
        raise malformed(f"{name}: must be a date such as 2026-11-21")
    return dt.date.fromisoformat(check_date(text))


def read(query: Any, branches: list[str], everywhere: bool, today: dt.date) -> Wanted:
    """What a query asks for; `everywhere`: of branches that the bank file no longer has, too."""
    position, by = query.get("position", "") or "0", query.get("by", "") or GROUPS[0]
    if position not in ("0", "1", "2", "3", "4", "5", "6", "7"):
        raise malformed("position: must be a whole number from 1 to 7")
    if by not in GROUPS:
        raise malformed("by: must be one of " + ", ".join(GROUPS))
    end = _date(query, "to", today)
    try:
        begin = _date(query, "from", end - dt.timedelta(days=WINDOW_DAYS - 1))
        end + dt.timedelta(days=1)
    except OverflowError:
        raise malformed("to: must be a date of our time") from None
    if begin > end:
        raise malformed("from: must not be after to")
    return Wanted(branches, everywhere, begin, end, int(position), by)


# ---------------------------------------------------------------- what was seen


def _rows(count: int, columns: int) -> str:
    return ", ".join(["(" + ", ".join("?" * columns) + ")"] * count)


def _zone(days: Days, branch: str) -> str:
    """Of a branch that the bank file no longer has: the first one's."""
    facts = days.facts.get(branch) or next(iter(days.facts.values()))
    return str(facts["time_zone"])


def _seen(db: sqlite3.Connection, days: Days, training: Training, wanted: Wanted) -> tuple[str, list[Any]]:
    """The WITH of a statement that looks at `seen`, one row per attempt; a day is the local one of the branch."""
    branches = list(wanted.branches)
    if wanted.everywhere:
        rows = db.execute("SELECT DISTINCT branch FROM attempts")
        branches += [row["branch"] for row in rows if row["branch"] not in branches]
    windows: list[Any] = []
    for branch in branches:
        for date in (wanted.begin, wanted.end + dt.timedelta(days=1)):
            offset = clocks.utc_offset_minutes(_zone(days, branch), date)
            windows.append(clocks.moment(date, 0, offset))
        windows.insert(len(windows) - 2, branch)
    places: list[Any] = ["", 0]
    for name, scenario in training.scenarios.items():
        places += [name, scenario.card["position"]]
    text = (
        f"WITH span(branch, begin, until) AS (VALUES {_rows(len(branches), 3)}),"
        f" place(scenario, position) AS (VALUES {_rows(len(places) // 2, 2)}),"
        " seen AS (SELECT number, staff, attempts.branch, attempts.scenario, mode, at, total, passed, grade, reviewed_total,"
        " coalesce(position, 0) AS position, coalesce(reviewed_total, total) AS counts,"
        " coalesce(reviewed_passed, passed) AS fine"
        " FROM attempts JOIN span ON attempts.branch = span.branch AND at >= begin AND at < until"
        " LEFT JOIN place ON place.scenario = attempts.scenario WHERE ? IN (0, coalesce(position, 0)))"
    )
    return text, [*windows, *places, wanted.position]


def _day(days: Days, branch: str, at: int) -> str:
    return clocks.local_date(at, _zone(days, branch)).isoformat()


def _empty(key: str, name: str) -> dict[str, Any]:
    none: dict[str, Any] = {"mean": None, "pass_rate": None, "last": None}
    return {"key": key, "name": name, "attempts": 0, **none, "checks": {}, "faults": {}}


def _people(db: sqlite3.Connection, wanted: Wanted) -> dict[str, dict[str, Any]]:
    """Everybody of the branches: who has played nothing is to be seen, too."""
    rows = db.execute(
        f"SELECT id, name FROM staff WHERE branch IN ({', '.join('?' * len(wanted.branches))})", wanted.branches
    )
    return {row["id"]: _empty(row["id"], row["name"]) for row in rows}


def _branch(days: Days, branch: str, language: str) -> str:
    return str(days.facts[branch]["name"][language]) if branch in days.facts else branch


def _position(position: int, language: str) -> str:
    return texts.text(f"train.position.{POSITIONS[position]}", language)


def _name(db: sqlite3.Connection, days: Days, by: str, key: str, language: str) -> str:
    if by == "branch":
        return _branch(days, key, language)
    if by == "position":
        return _position(int(key), language)
    row = db.execute("SELECT name FROM staff WHERE id = ?", (key,)).fetchone()
    return str(row["name"]) if row else key


def rows(db: sqlite3.Connection, days: Days, training: Training, wanted: Wanted, language: str) -> list[dict[str, Any]]:
    """One per person, branch or position, in the order of names (people) or keys."""
    seen, values = _seen(db, days, training, wanted)
    out = _people(db, wanted) if wanted.by == "staff" else {}
    for row in db.execute(
        # Beside max(at) SQLite gives the branch of that very row.
        f"{seen} SELECT {wanted.by} AS key, count(*) AS attempts, avg(counts) AS mean, avg(fine) AS pass_rate,"
        f" max(at) AS last, branch FROM seen GROUP BY {wanted.by}",
        values,
    ):
        key = str(row["key"])
        one = out.setdefault(key, _empty(key, _name(db, days, wanted.by, key, language)))
        one |= {"attempts": row["attempts"], "last": _day(days, row["branch"], row["last"])}
        one |= {"mean": round(row["mean"], 2), "pass_rate": round(row["pass_rate"], 4)}
    for row in db.execute(
        f"{seen} SELECT seen.{wanted.by} AS key, item, count(*) AS asked,"
        " sum(coalesce(reviewed, result) = 'met') AS met, sum(coalesce(reviewed, result) = 'partly') AS partly"
        " FROM seen JOIN attempt_checks ON attempt_checks.attempt = seen.number GROUP BY key, item ORDER BY item",
        values,
    ):
        out[str(row["key"])]["checks"][row["item"]] = {name: row[name] for name in ("asked", "met", "partly")}
    for row in db.execute(
        f"{seen} SELECT seen.{wanted.by} AS key, item, sum(times) AS times FROM seen"
        " JOIN attempt_faults ON attempt_faults.attempt = seen.number GROUP BY key, item ORDER BY item",
        values,
    ):
        out[str(row["key"])]["faults"][row["item"]] = row["times"]
    return sorted(out.values(), key=lambda one: (one["name"] if wanted.by == "staff" else "", one["key"]))


def overview(db: sqlite3.Connection, days: Days, training: Training, wanted: Wanted, language: str) -> dict[str, Any]:
    window = {"from": wanted.begin.isoformat(), "to": wanted.end.isoformat()}
    return {**window, "by": wanted.by, "rows": rows(db, days, training, wanted, language)}


# ---------------------------------------------------------------- as CSV

FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what a spreadsheet takes for the beginning of a formula


def _cell(value: Any) -> Any:
    """A text that would be computed is kept a text by an apostrophe; a number stays a number, None is empty."""
    if isinstance(value, str) and (value.startswith(FORMULA) or value.lstrip().startswith(FORMULA)):
        return "'" + value
    return value


def _csv(lines: Iterable[Iterable[Any]]) -> bytes:
    """RFC 4180, with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_cell(value) for value in line] for line in lines)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def overview_csv(db: sqlite3.Connection, days: Days, training: Training, wanted: Wanted, language: str) -> bytes:
    found = rows(db, days, training, wanted, language)
    checks, faults = (sorted({item for one in found for item in one[kind]}) for kind in ("checks", "faults"))

    def word(key: str, **args: object) -> str:
        return texts.text(key, language, args)

    names = ("csv.key", "csv.name", "csv.attempts", "csv.mean", "csv.pass_rate", "csv.last")
    heading = [word(key) for key in names]
    for check in checks:
        title = word(f"check.{check}")
        heading += [word(key, check=title) for key in ("csv.check_asked", "csv.check_met", "csv.check_partly")]
    heading += [word("csv.fault", fault=word(f"fault.{fault}")) for fault in faults]
    lines = [heading]
    for one in found:
        line = [one[name] for name in ("key", "name", "attempts", "mean", "pass_rate", "last")]
        for check in checks:
            seen = one["checks"].get(check, {"asked": 0, "met": 0, "partly": 0})
            line += [seen["asked"], seen["met"], seen["partly"]]
        lines.append(line + [one["faults"].get(fault, 0) for fault in faults])
    return _csv(lines)


COLUMNS = (
    "csv.attempt", "csv.date", "csv.time", "csv.staff", "csv.name", "csv.branch", "csv.position", "csv.scenario",
    "csv.mode", "csv.total", "csv.passed", "csv.grade", "csv.reviewed_total",
)  # fmt: skip


def _attempt_line(days: Days, training: Training, row: sqlite3.Row, language: str) -> list[Any]:
    """In words, not as the database has it: whoever opens it in a spreadsheet has never seen our ids."""
    local = clocks.local_time(row["at"], _zone(days, row["branch"]))
    scenario = training.scenarios.get(row["scenario"])
    words = (f"train.{row['mode']}_done", f"train.{'passed' if row['passed'] else 'not_passed'}", f"train.grade.{row['grade']}")
    mode, passed, grade = (texts.text(key, language) for key in words)
    return [
        row["number"], local.date().isoformat(), local.strftime("%H:%M"), row["staff"], row["name"],
        _branch(days, row["branch"], language), _position(row["position"], language) if row["position"] else None,
        scenario.card["title"][language] if scenario else row["scenario"], mode, row["total"], passed, grade,
        row["reviewed_total"],
    ]  # fmt: skip


def attempts_csv(db: sqlite3.Connection, days: Days, training: Training, wanted: Wanted, language: str) -> bytes:
    """Every attempt, oldest first."""
    seen, values = _seen(db, days, training, wanted)
    found = db.execute(
        f"{seen} SELECT seen.*, coalesce(staff.name, seen.staff) AS name FROM seen LEFT JOIN staff ON staff.id = seen.staff"
        " ORDER BY number",
        values,
    )
    lines = (_attempt_line(days, training, row, language) for row in found)
    return _csv([[texts.text(key, language) for key in COLUMNS], *lines])
