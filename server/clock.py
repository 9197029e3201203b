"""The server's clock: the real time, or for a demo that starts outside opening hours a time moved forward."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo


class Clock:
    """Milliseconds since 1970 UTC. `shift` is in milliseconds and only the demo has one."""

    def __init__(self, shift: int = 0) -> None:
        self.shift = shift

    def now(self) -> int:
        return time.time_ns() // 1_000_000 + self.shift


def utc_offset_minutes(zone: str, day: date) -> int:
    """The offset of a whole day: the one at its noon. A change of clocks takes place at night, before opening."""
    offset = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset()
    return int((offset or timedelta()).total_seconds() // 60)


def local_time(now: int, zone: str) -> datetime:
    return datetime.fromtimestamp(now / 1000, ZoneInfo(zone))


def local_date(now: int, zone: str) -> date:
    return local_time(now, zone).date()


def moment(day: date, minute: int, offset: int) -> int:
    """The moment of a minute of the local day, in milliseconds."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
    return int(midnight.timestamp()) * 1000 + (minute - offset) * 60_000


def minute_text(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
