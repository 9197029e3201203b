"""The live streams: every watcher of a Day hears every event once and in order, from wherever it left off."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3

from aiohttp import web

from server.clock import Clock
from server.days import Days, Key
from server.problems import Problem

log = logging.getLogger("lobby")

CLOCK_SECONDS = 15.0
POLL_SECONDS = 0.2
QUEUE = 2000  # events a slow client may be behind before it is let go; it comes back and catches up
WRITE_SECONDS = 20.0


class Watcher:
    def __init__(self) -> None:
        self.queue: asyncio.Queue[list[tuple[int, str]] | None] = asyncio.Queue()
        self.waiting = 0


class Live:
    """Runs in the event loop; `publish` may be called from any thread."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.closing = False
        self._watchers: dict[Key, set[Watcher]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    # ---------------------------------------------------------------- in

    def publish(self, key: Key, events: list[tuple[int, str]]) -> None:
        if self._loop is not None and not self._loop.is_closed() and events:
            self._loop.call_soon_threadsafe(self._deliver, key, events)

    def _deliver(self, key: Key, events: list[tuple[int, str]]) -> None:
        for watcher in list(self._watchers.get(key, ())):
            watcher.waiting += len(events)
            if watcher.waiting > QUEUE:
                watcher.queue.put_nowait(None)
                self._leave(key, watcher)
            else:
                watcher.queue.put_nowait(events)

    def attach(self) -> None:
        """From now on what is published is told in the running event loop."""
        self._loop = asyncio.get_running_loop()

    async def poll(self, days: Days) -> None:
        """Hears what other processes wrote: SQLite's data_version changes when another connection has committed."""
        seen = 0

        def look(keys: list[Key]) -> None:
            nonlocal seen
            version = int(days.store.db.execute("PRAGMA data_version").fetchone()[0])
            if version != seen:
                for key in keys:
                    days.get(*key)  # publishes what is new
                seen = version

        while not self.closing:
            await asyncio.sleep(POLL_SECONDS)
            if self._watchers:
                try:
                    await days.store.run(look, list(self._watchers))
                except sqlite3.Error as error:
                    log.warning("cannot look for other servers' events: %s", error)

    def close(self) -> None:
        """Ends every stream; the clients come back to the next server."""
        self.closing = True
        for watchers in list(self._watchers.values()):
            for watcher in list(watchers):
                watcher.queue.put_nowait(None)

    # ---------------------------------------------------------------- out

    async def stream(self, request: web.Request, days: Days, key: Key, after: int) -> web.StreamResponse:
        watcher = Watcher()
        # First listen, then read: what is committed in between is heard, and told once thanks to its number.
        self._watchers.setdefault(key, set()).add(watcher)
        try:
            backlog, last = await days.store.run(self._backlog, days, key, after)
            if after > last:
                raise Problem(409, "ahead_of_day")
            response = web.StreamResponse(
                headers={
                    "Content-Type": "text/event-stream; charset=utf-8",
                    "Cache-Control": "no-store",
                    "X-Accel-Buffering": "no",
                }
            )
            await response.prepare(request)
            await self._tell(response, watcher, backlog, after)
            return response
        finally:
            self._leave(key, watcher)

    @staticmethod
    def _backlog(days: Days, key: Key, after: int) -> tuple[list[tuple[int, str]], int]:
        day = days.open(*key)
        return days.events_after(*key, after), day.number

    async def _tell(
        self, response: web.StreamResponse, watcher: Watcher, events: list[tuple[int, str]], sent: int
    ) -> None:
        await self._write(response, f"retry: 1000\n\n{self._clock_text()}")
        next_clock = asyncio.get_running_loop().time() + CLOCK_SECONDS
        while not self.closing:
            text = ""
            for number, body in events:
                if number == sent + 1:
                    text += f"id: {number}\ndata: {body}\n\n"
                    sent = number
                elif number > sent + 1:
                    return  # must not happen; the client comes back and is told from where it left off
            if text:
                await self._write(response, text)
            try:
                news = await asyncio.wait_for(
                    watcher.queue.get(), max(0.01, next_clock - asyncio.get_running_loop().time())
                )
            except asyncio.TimeoutError:
                await self._write(response, self._clock_text())
                next_clock = asyncio.get_running_loop().time() + CLOCK_SECONDS
                events = []
                continue
            if news is None:
                return
            watcher.waiting -= len(news)
            events = news

    def _clock_text(self) -> str:
        return f"event: clock\ndata: {json.dumps({'now': self.clock.now()}, separators=(',', ':'))}\n\n"

    @staticmethod
    async def _write(response: web.StreamResponse, text: str) -> None:
        """A client that takes nothing for long is let go."""
        try:
            await asyncio.wait_for(response.write(text.encode()), WRITE_SECONDS)
        except asyncio.TimeoutError:
            raise ConnectionResetError("the client does not read") from None

    def _leave(self, key: Key, watcher: Watcher) -> None:
        watchers = self._watchers.get(key)
        if watchers is not None:
            watchers.discard(watcher)
            if not watchers:
                del self._watchers[key]
