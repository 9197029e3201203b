"""What simple ways to forecast know at a join: counts and recent waits, read off the event log."""

from __future__ import annotations

import datetime
from collections import deque
from dataclasses import dataclass, field

CREDIT = 90  # seconds that priority 1 is ahead of its time
SERVICES = ["PS", "NW", "NE", "TT", "PE"]


@dataclass
class Join:
    date: str
    who: str
    month: str
    week: int
    second: int
    service: str
    priority: int
    ahead: int
    active: int
    features: list[float | None]
    simple: dict[str, float]
    wait: float = 0

    def cell(self) -> tuple[int, int, int]:
        return self.priority, min(self.ahead, 20), min(self.active, 15)


@dataclass
class Counter:
    """Somebody who serves: since when, or until when the last service lasted."""

    who: str | None = None
    since: int = 0


@dataclass
class Hall:
    """Follows the log; answers a join when its service begins."""

    date: str = ""
    line: dict[str, Join] = field(default_factory=dict)
    counters: dict[str, Counter] = field(default_factory=dict)
    waits: deque[tuple[int, float]] = field(default_factory=lambda: deque(maxlen=5))
    starts: deque[int] = field(default_factory=deque)
    joins: deque[int] = field(default_factory=deque)
    leaves: deque[int] = field(default_factory=deque)
    lengths: deque[int] = field(default_factory=lambda: deque(maxlen=30))
    served: int = 0
    seconds: float = 0

    def take(self, text: str) -> Join | None:
        date, clock, event, who, service, priority, counter = text.rstrip("\n").split(",")
        second = int(clock[:2]) * 3600 + int(clock[3:5]) * 60 + int(clock[6:])
        if date != self.date:
            self.new_day(date)
        for kept in (self.starts, self.joins, self.leaves):
            while kept and kept[0] < second - 900:
                kept.popleft()
        if event == "join":
            self.line[who] = self.join(who, second, service, int(priority))
            self.joins.append(second)
        elif event == "start":
            return self.start(who, second, counter)
        elif event == "end":
            self.end(who, second, counter)
        elif self.line.pop(who, None):
            self.leaves.append(second)
        return None

    def new_day(self, date: str) -> None:
        self.date = date
        for kept in (self.line, self.counters, self.waits, self.starts, self.joins, self.leaves):
            kept.clear()

    def start(self, who: str, second: int, counter: str) -> Join | None:
        self.counters[counter] = Counter(who, second)
        self.starts.append(second)
        join = self.line.pop(who, None)
        if join is not None:
            join.wait = second - join.second
            self.waits.append((second, join.wait))
        return join

    def end(self, who: str, second: int, counter: str) -> None:
        known = self.counters.get(counter)
        if known is None or known.who != who:
            return
        self.lengths.append(second - known.since)
        self.served += 1
        self.seconds += second - known.since
        self.counters[counter] = Counter(None, second)

    def join(self, who: str, second: int, service: str, priority: int) -> Join:
        turn = second - CREDIT * priority
        before = [one for one in self.line.values() if one.second - CREDIT * one.priority <= turn]
        busy = [second - one.since for one in self.counters.values() if one.who is not None]
        idle = [second - one.since for one in self.counters.values() if one.who is None]
        active = len(busy) + sum(one <= 300 for one in idle)
        usual = self.seconds / self.served if self.served else 180.0
        oldest = max((second - one.second for one in self.line.values()), default=0)
        last = self.waits[-1][1] if self.waits else 0.0
        five = sum(wait for _, wait in self.waits) / len(self.waits) if self.waits else 0.0
        formula = (len(before) + 1) * usual / max(1, active)
        day = datetime.date.fromisoformat(self.date)
        features = [
            SERVICES.index(service) if service in SERVICES else None,
            priority,
            second,
            day.isoweekday(),
            len(before),
            len(self.line),
            sum(one.service == service for one in before),
            len(busy),
            active,
            len(busy) + sum(one <= 900 for one in idle),
            oldest,
            last if self.waits else None,
            five if self.waits else None,
            second - self.waits[-1][0] if self.waits else None,
            sum(one >= second - 300 for one in self.starts),
            sum(one >= second - 300 for one in self.joins),
            len(self.leaves),
            sum(self.lengths) / len(self.lengths) if self.lengths else None,
            sum(busy) / len(busy) if busy else None,
            formula,
        ]
        simple = {
            "people ahead": formula,
            "last to enter service": last,
            "head of the line": float(oldest),
            "last five": five,
        }
        week = (day - datetime.date(1970, 1, 5)).days // 7
        return Join(self.date, who, self.date[:7], week, second, service, priority, len(before), active, features, simple)
