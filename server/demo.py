"""The demo: the core's simulated customers and tellers in every branch, known accounts, a clock that finds the hall open."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3
from typing import Any

from server import accounts, history
from server import clock as clocks
from server.commands import Staff
from server.days import Days
from server.keeper import Lock
from server.problems import Problem

log = logging.getLogger("lobby")

STEP_MS = 1000
CHUNK_MS = 20 * 60_000  # of the day's time in one transaction while catching up
WELL_OPEN_MS = 10 * 60_000  # a branch that closes sooner is no place for a demo
INTO_THE_DAY_MIN = 90  # so long after opening a demo outside opening hours begins
PAST_DAYS = 21  # that a new demo remembers
KIOSK_CODE_SECONDS = 24 * 3600

ACCOUNTS = (
    ("teller", "demo-teller", "李敏 (Li Min)", ["teller"]),
    ("lobby", "demo-lobby", "王芳 (Wang Fang)", ["lobby", "teller"]),
    ("manager", "demo-manager", "陈建国 (Chen Jianguo)", ["manager", "lobby"]),
    ("trainer", "demo-trainer", "赵静 (Zhao Jing)", ["trainer", "teller"]),
)


def account_list() -> list[dict[str, Any]]:
    return [
        {"user": user, "password": password, "name": name, "roles": roles} for user, password, name, roles in ACCOUNTS
    ]


def add_accounts(db: sqlite3.Connection, home: str) -> None:
    for user, password, name, roles in ACCOUNTS:
        stored = accounts.stored_password(db, user)
        if not accounts.password_fits(stored, password):
            staff = Staff(user, name, roles, home, anywhere=True)
            accounts.put_staff(db, staff, accounts.hash_password(password))


# ---------------------------------------------------------------- the clock


def _openings(bank: Any, facts: dict[str, Any], day: dt.date) -> list[tuple[int, int]]:
    """Opening and closing moments of a local day, in ms."""
    offset = clocks.utc_offset_minutes(facts["time_zone"], day)
    return [
        (clocks.moment(day, begin, offset), clocks.moment(day, end, offset))
        for begin, end in bank.hours(facts["id"], day.isoformat())
    ]


def find_shift(bank: Any, shift: int) -> int:
    """How far the demo's clock is ahead of the real one, in ms: `shift` as it was, or more when the first branch, where
    the demo's staff work, would be closed. It only grows, so that time never runs backwards for the days already stored."""
    now = clocks.Clock(shift).now()
    home = bank.facts(bank.branches[0])
    today = clocks.local_date(now, home["time_zone"])
    if any(begin <= now <= end - WELL_OPEN_MS for begin, end in _openings(bank, home, today)):
        return shift
    for ahead in range(30):
        for begin, end in _openings(bank, home, today + dt.timedelta(days=ahead)):
            wanted = min(begin + INTO_THE_DAY_MIN * 60_000, (begin + end) // 2)
            if wanted > now:
                return shift + wanted - now
    return shift


def load_shift(db: sqlite3.Connection, bank: Any, may_grow: bool) -> int:
    """The stored shift, brought up to date where no other server lives by it."""
    row = db.execute("SELECT value FROM meta WHERE key = 'demo_shift'").fetchone()
    if row and not may_grow:
        return int(row["value"])
    shift = find_shift(bank, int(row["value"]) if row else 0)
    db.execute("INSERT OR REPLACE INTO meta VALUES ('demo_shift', ?)", (str(shift),))
    return shift


# ---------------------------------------------------------------- the people


class Demo:
    def __init__(self, days: Days, lock: Lock) -> None:
        self.days = days
        self.lock = lock
        self._actors = {
            branch: days.core.Actors(days.bank, branch, seed) for seed, branch in enumerate(days.facts, start=20261121)
        }
        self._reached: dict[str, int] = {}  # per branch, until when its people have acted
        self._caught_up = {branch: asyncio.Event() for branch in days.facts}

    async def ready(self, branch: str) -> None:
        """Waits while the branch's morning is being played: a real person's step must not come before it."""
        if branch in self._caught_up and self.lock.take():
            await self._caught_up[branch].wait()

    def lives_in_the_past(self, branch: str) -> bool:
        return not self._caught_up[branch].is_set()

    def prepare(self) -> None:
        """In the database's thread, before anybody else: opens today as early as its people came."""
        for branch, facts in self.days.facts.items():
            self._open(branch, facts, self.days.today(branch))

    def _open(self, branch: str, facts: dict[str, Any], today: str) -> None:
        day = self.days.get(branch, today)
        if day.number == 0:
            now = self.days.clock.now()
            openings = _openings(self.days.bank, facts, dt.date.fromisoformat(today))
            begin = min(now, openings[0][0]) if openings else now
            day = self.days.perform(lambda db: self.days.opened(branch, today, begin))
        self._reached[branch] = day.last_at

    async def run(self) -> None:
        while not self.lock.take():
            await asyncio.sleep(1)
        await self.days.store.run(self.prepare)
        while not await self.days.store.run(self._catch_up):
            await asyncio.sleep(0)  # lets others have the database in between
        for branch, event in self._caught_up.items():
            log.info("demo: the day of %s is simulated up to now", branch)
            event.set()
        while True:
            await asyncio.sleep(1)
            try:
                await self.days.store.run(self._second)
            except (sqlite3.Error, Problem) as error:
                log.warning("the demo's people pause: %s", error)

    def _catch_up(self) -> bool:
        """Plays the next piece of the branch that is furthest behind; True when none is."""
        now = self.days.clock.now()
        branch = min(self._reached, key=lambda one: self._reached[one])
        if self._reached[branch] >= now - 2 * STEP_MS:
            return True
        self._play(branch, self._reached[branch] + STEP_MS, min(now, self._reached[branch] + CHUNK_MS))
        return False

    def _play(self, branch: str, begin: int, end: int) -> None:
        date = clocks.local_date(begin, self.days.facts[branch]["time_zone"]).isoformat()

        def work(db: sqlite3.Connection) -> None:
            day = self.days.opened(branch, date)
            experience = self.days.experience(branch)[1]
            self.days.touch(branch, date)
            self.days.append(branch, date, self._actors[branch].run(day, begin, end, STEP_MS, experience))

        self.days.perform(work)
        self._reached[branch] = end

    async def remember(self) -> None:
        """Gives every branch a past: records of the days before its first one, lived through by the same people."""
        for event in self._caught_up.values():
            await event.wait()
        loop = asyncio.get_running_loop()
        for seed, branch in enumerate(self.days.facts, start=20261121):
            records = []
            for date in await self.days.store.run(self._forgotten, branch):
                made = await loop.run_in_executor(
                    None, self.days.core.simulated_record, self.days.bank, branch, date, seed
                )
                records.append((date, made))
            await self.days.store.run(history.keep, self.days, branch, records)

    def _forgotten(self, branch: str) -> list[str]:
        if history.recorded(self.days, branch):
            return []
        today = dt.date.fromisoformat(self.days.today(branch))
        return [(today - dt.timedelta(days=ago)).isoformat() for ago in range(PAST_DAYS, 0, -1)]

    def _second(self) -> None:
        now = self.days.clock.now()
        for branch, reached in self._reached.items():
            if now - reached > CHUNK_MS or now < reached:  # the machine slept, or its clock was set
                reached = now - STEP_MS
            if now > reached:
                self._play(branch, max(reached + STEP_MS, now - 60 * STEP_MS), now)


def kiosk_codes(days: Days) -> list[tuple[str, str]]:
    """A code for a kiosk in every branch. Within a transaction."""
    return [
        (branch, accounts.new_kiosk_code(days.store.db, days.store, branch, KIOSK_CODE_SECONDS)[0])
        for branch in days.facts
    ]
