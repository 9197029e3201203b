"""The Days: loaded by folding their events, changed only by what the core decides, one transaction at a time."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from server import clock as clocks
from server import native, visits
from server.problems import Problem, malformed
from server.store import Store

log = logging.getLogger("lobby")

T = TypeVar("T")
Key = tuple[str, str]  # branch, date
KEPT = 64


class Days:
    """Everything here runs in the database's thread (`store.run`).

    `publish(key, [(number, json), …])` hears of every event that is committed, whoever wrote it, as soon as
    this process has seen it; some may be told again after a day was loaded anew.
    """

    def __init__(
        self,
        store: Store,
        core: Any,
        bank: Any,
        clock: clocks.Clock,
        publish: Callable[[Key, list[tuple[int, str]]], None],
    ) -> None:
        self.store = store
        self.core = core
        self.bank = bank
        self.clock = clock
        self.publish = publish
        self.facts: dict[str, dict[str, Any]] = {branch: bank.facts(branch) for branch in bank.branches}
        self._days: OrderedDict[Key, Any] = OrderedDict()
        self._appended: dict[Key, list[tuple[int, str]]] = {}

    # ---------------------------------------------------------------- reading

    def get(self, branch: str, date: str) -> Any:
        """The Day as the database has it now. It may not be opened yet (number 0)."""
        if branch not in self.facts:
            raise Problem(404, "unknown_branch", subject=branch)
        key = (branch, date)
        day = self._days.get(key)
        if day is None:
            try:
                day = self.core.Day(self.bank, branch, date)
            except self.core.Malformed:
                raise Problem(404, "unknown_day", subject=date) from None
        self._catch_up(key, day)
        if day.number:  # asking for days that nobody opened must not push the others out
            self._keep(key, day)
        return day

    def _keep(self, key: Key, day: Any) -> None:
        self._days[key] = day
        self._days.move_to_end(key)
        while len(self._days) > KEPT:
            self._days.popitem(last=False)

    def _catch_up(self, key: Key, day: Any) -> None:
        news = self.events_after(*key, day.number)
        for _, body in news:
            day.apply(body)
        if news:
            self.publish(key, news)

    def events_after(self, branch: str, date: str, number: int) -> list[tuple[int, str]]:
        rows = self.store.db.execute(
            "SELECT number, body FROM events WHERE branch = ? AND date = ? AND number > ? ORDER BY number",
            (branch, date, number),
        )
        return [(row["number"], row["body"]) for row in rows]

    def last_number(self, branch: str, date: str) -> int:
        row = self.store.db.execute(
            "SELECT max(number) FROM events WHERE branch = ? AND date = ?", (branch, date)
        ).fetchone()
        return row[0] or 0

    # ---------------------------------------------------------------- writing

    def perform(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Runs `work`, which may call `decide` and `append`, in one transaction; tells the watchers after the commit."""
        for attempt in range(3):
            self._appended = {}
            try:
                with self.store.transaction() as db:
                    result = work(db)
            except sqlite3.IntegrityError:
                # Another process took the number: the key of `events` refused it. Decide again from what is there.
                self._forget()
                if attempt == 2:
                    raise
                continue
            except BaseException:
                self._forget()
                raise
            for key, events in self._appended.items():
                self.publish(key, events)
            return result
        raise AssertionError("unreachable")

    def _forget(self) -> None:
        """The transaction failed: what was applied to these Days did not happen."""
        for key in self._appended:
            self._days.pop(key, None)

    def decide(self, branch: str, date: str, command: str, now: int) -> list[str]:
        """What the core makes of a command, stored. Within `perform`."""
        day = self.get(branch, date)
        try:
            events = day.decide(command, now, self.experience(branch)[1])
        except self.core.Malformed as error:
            raise malformed(str(error)) from None
        except self.core.Refused as error:
            raise Problem.refusal(*error.args) from None
        self.touch(branch, date)
        for body in events:
            day.apply(body)
        self._keep((branch, date), day)
        self.append(branch, date, events)
        return events

    def append(self, branch: str, date: str, events: list[str]) -> None:
        """Stores events that have been applied to the Day already. Within `perform`."""
        numbered = [(number_of(body), body) for body in events]
        self._appended.setdefault((branch, date), []).extend(numbered)
        self.store.db.executemany(
            "INSERT INTO events (branch, date, number, body) VALUES (?, ?, ?, ?)",
            [(branch, date, number, body) for number, body in numbered],
        )
        for body in events:
            if any(mark in body for mark in visits.FOLLOWED):
                day = self.get(branch, date)
                visits.follow(self.store.db, self.facts[branch], day, json.loads(body), self.clock.now())

    def touch(self, branch: str, date: str) -> None:
        """Says that the Day is about to be changed from outside, so that a failure forgets it. Within `perform`."""
        self._appended.setdefault((branch, date), [])

    # ---------------------------------------------------------------- experience

    def experience(self, branch: str) -> tuple[str, bytes]:
        """The last day learned from (empty: none) and what was learned of it and those before."""
        known = self._learned(branch)
        if known is not None:
            return known
        sisters = [self._learned(other) for other in self.facts if other != branch]
        prior: Any = self.core.prior_experience
        return "", prior(self.bank, branch, [sister[1] for sister in sisters if sister is not None])

    def _learned(self, branch: str) -> tuple[str, bytes] | None:
        row = self.store.db.execute(
            "SELECT learned_until, bytes FROM experience WHERE branch = ?", (branch,)
        ).fetchone()
        if row is None:
            return None
        try:
            self.core.learn(self.core.Day(self.bank, branch, "1970-01-01"), row["bytes"])
        except self.core.Malformed as error:
            log.warning("what was learned about %s cannot be read and is learned again: %s", branch, error)
            return None
        return row["learned_until"], row["bytes"]

    # ---------------------------------------------------------------- opening

    def today(self, branch: str) -> str:
        if branch not in self.facts:  # such as a link to a branch that the bank file no longer has
            raise Problem(404, "unknown_branch", subject=branch)
        return clocks.local_date(self.clock.now(), self.facts[branch]["time_zone"]).isoformat()

    def within_reach(self, branch: str, date: str) -> bool:
        """Today, or one of the days ahead on which appointments may be made."""
        day, today = dt.date.fromisoformat(date), dt.date.fromisoformat(self.today(branch))
        return today <= day <= today + dt.timedelta(days=self.facts[branch]["days_ahead"])

    def opened(self, branch: str, date: str, now: int | None = None) -> Any:
        """The Day, opened when nobody has yet and it lies within reach. Within `perform`."""
        day = self.get(branch, date)
        if day.number == 0:
            if not self.within_reach(branch, date):
                raise Problem(404, "unknown_day", subject=date)
            offset = clocks.utc_offset_minutes(self.facts[branch]["time_zone"], dt.date.fromisoformat(date))
            command = native.command("day.open", utc_offset_minutes=offset)
            self.decide(branch, date, command, self.clock.now() if now is None else now)
        return day

    def open(self, branch: str, date: str) -> Any:
        """The same as a piece of work of its own; costs no transaction when the Day is open."""
        day = self.get(branch, date)
        if day.number == 0:
            day = self.perform(lambda db: self.opened(branch, date))
        return day


def number_of(event: str) -> int:
    return int(json.loads(event)["number"])
