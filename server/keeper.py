"""What passes by itself: days open at midnight, holds run out, the branch's experience grows, messages go out.

Of several servers on one database only one does this: whoever holds the lock file, which the system frees
when its process ends, however it ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import fcntl
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from server import history, native, visits
from server.days import Days
from server.problems import Problem

log = logging.getLogger("lobby")

TICK_SECONDS = 2.0
COMMANDS_KEPT_MS = 30 * 86_400_000  # a command repeated later than this would act again


class Lock:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """True while this process is the one."""
        if self._file is None:
            file = self._path.open("ab")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.close()
                return False
            self._file = file
        return True

    def write(self, note: str) -> None:
        """What the others on this folder should know of the one; by the one only."""
        assert self._file is not None
        self._file.truncate(0)
        self._file.write(note.encode())
        self._file.flush()

    def read(self) -> str:
        """What the one, whichever process it is, has written; empty when nothing yet."""
        return self._path.read_text(encoding="utf-8", errors="replace")

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class Keeper:
    def __init__(self, days: Days, lock: Lock, lives_in_the_past: Callable[[str], bool] | None = None) -> None:
        self.days = days
        self.lock = lock
        self._lives_in_the_past = lives_in_the_past  # a demo's branch whose day is still being played up to now
        self._cleaned = ""

    async def run(self) -> None:
        while True:
            if self.lock.take():
                try:
                    await self.days.store.run(self.tick)
                except (sqlite3.Error, Problem) as error:
                    log.warning("cannot look after the days: %s", error)
            await asyncio.sleep(TICK_SECONDS)

    def tick(self) -> None:
        """Opens today where it is not open, and lets time pass in every live day. Writes only what is due."""
        now = self.days.clock.now()
        for branch in self.days.facts:
            today = self.days.today(branch)
            self.learn(branch, today)  # before anybody is given the new day's snapshot
            with contextlib.suppress(Problem):  # such as a branch that is closed for good
                self.days.open(branch, today)
            for date in self._live_days(branch, today):
                if date == today and self._lives_in_the_past and self._lives_in_the_past(branch):
                    continue  # time passes there with its people: they could not act before an event of now
                self._let_time_pass(branch, date, now)
            history.learn(self.days, branch, today)
        self._clean(now)

    def _let_time_pass(self, branch: str, date: str, now: int) -> None:
        tick = native.command("tick")

        def work(db: sqlite3.Connection) -> None:
            self.days.decide(branch, date, tick, now)

        with contextlib.suppress(self.days.core.Refused):  # such as a clock that was set back
            if self.days.get(branch, date).decide(tick, now, self.days.experience(branch)[1]):
                self.days.perform(work)

    def _live_days(self, branch: str, today: str) -> list[str]:
        """Today and the later days that somebody has opened; yesterday for what ended at midnight."""
        yesterday = (dt.date.fromisoformat(today) - dt.timedelta(days=1)).isoformat()
        rows = self.days.store.db.execute(
            "SELECT date FROM events WHERE branch = ? AND date >= ? AND number = 1", (branch, yesterday)
        )
        return [row["date"] for row in rows]

    # ---------------------------------------------------------------- experience

    def learn(self, branch: str, today: str) -> None:
        """Adds the days that have ended since the last time."""
        learned, experience = self.days.experience(branch)
        rows = self.days.store.db.execute(
            "SELECT date FROM events WHERE branch = ? AND date > ? AND date < ? AND number = 1 ORDER BY date",
            (branch, learned, today),
        ).fetchall()
        if not rows:
            return
        for row in rows:
            experience = self.days.core.learn(self.days.get(branch, row["date"]), experience)
        with self.days.store.transaction() as db:
            db.execute("INSERT OR REPLACE INTO experience VALUES (?, ?, ?)", (branch, rows[-1]["date"], experience))

    def _clean(self, now: int) -> None:
        today = max(self.days.today(branch) for branch in self.days.facts)
        if today == self._cleaned:
            return
        with self.days.store.transaction() as db:
            visits.clean(db, today)
            history.clean(db, today)
            db.execute("DELETE FROM commands WHERE at < ?", (now - COMMANDS_KEPT_MS,))
        self._cleaned = today
