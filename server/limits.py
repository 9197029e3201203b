"""How often one address may try: passwords and codes cannot be guessed, slots cannot be hoarded."""

from __future__ import annotations

import time
from collections import OrderedDict

from server.problems import Problem


class Limit:
    """A bucket per key: `burst` tries at once, then one more every `seconds`."""

    KEYS = 10_000

    def __init__(self, burst: int, seconds: float) -> None:
        self.burst = burst
        self.seconds = seconds
        self._used: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def _level(self, key: str) -> float:
        level, at = self._used.get(key, (0.0, 0.0))
        return max(0.0, level - (time.monotonic() - at) / self.seconds)

    def check(self, key: str) -> None:
        """429 with Retry-After when the bucket is used up."""
        over = self._level(key) + 1 - self.burst
        if over > 0:
            wait = str(max(1, int(over * self.seconds)))
            raise Problem(429, "too_many_tries", headers={"Retry-After": wait}, seconds=wait)

    def count(self, key: str) -> None:
        self._used[key] = (self._level(key) + 1, time.monotonic())
        self._used.move_to_end(key)
        while len(self._used) > self.KEYS:
            self._used.popitem(last=False)

    def take(self, key: str) -> None:
        self.check(key)
        self.count(key)
