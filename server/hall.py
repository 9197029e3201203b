"""The hall as it is now: the core's own summary of every branch, computed off the loop and kept for a moment."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from server.days import Days

FRESH_SECONDS = 2.0


class Hall:
    def __init__(self, days: Days) -> None:
        self.days = days
        self._lock = asyncio.Lock()
        self._at = float("-inf")
        self._text = ""

    async def now(self) -> str:
        """The body of GET /api/now. Many who ask at once share one answer."""
        async with self._lock:
            if time.monotonic() - self._at > FRESH_SECONDS:
                now = self.days.clock.now()
                branches = await self.days.store.run(self._look)
                loop = asyncio.get_running_loop()
                texts = [
                    await loop.run_in_executor(None, self.days.core.summary, day, experience, now)
                    for day, experience in branches
                ]
                self._text = json.dumps({"now": now})[:-1] + f', "branches": [{",".join(texts)}]}}'
                self._at = time.monotonic()
            return self._text

    def _look(self) -> list[tuple[Any, bytes]]:
        """Copies: the Days themselves belong to the database's thread."""
        out = []
        for branch in self.days.facts:
            day = self.days.open(branch, self.days.today(branch))
            out.append((day.copy(), self.days.experience(branch)[1]))
        return out
