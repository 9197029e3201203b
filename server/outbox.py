"""Messages to customers: stored with the event that caused them, delivered by a webhook, or shown in the log."""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
import time
from typing import Any

import aiohttp

from server.keeper import Lock
from server.store import Store
from server.visits import mask_phone

log = logging.getLogger("lobby")

LOOK_SECONDS = 1.0
LAST_TRY = 12  # tries are 2, 4, 8 … seconds apart, at most an hour


class Outbox:
    def __init__(self, store: Store, lock: Lock, webhook: str) -> None:
        self.store = store
        self.lock = lock
        self.webhook = webhook

    async def run(self) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as client:
            while True:
                if self.lock.take():
                    try:
                        await self._deliver(client)
                    except sqlite3.Error as error:
                        log.warning("cannot read the outbox: %s", error)
                await asyncio.sleep(LOOK_SECONDS)

    async def _deliver(self, client: aiohttp.ClientSession) -> None:
        for message in await self.store.run(self._due):
            error = await self._send(client, message)
            await self.store.run(self._done, message["id"], message["tries"], error)
            if error:
                log.warning("message %d was not delivered (try %d): %s", message["id"], message["tries"] + 1, error)

    def _due(self) -> list[dict[str, Any]]:
        rows = self.store.db.execute(
            "SELECT * FROM outbox WHERE sent_at IS NULL AND next_try <= ? AND tries < ? ORDER BY id LIMIT 20",
            (_now(), LAST_TRY),
        )
        return [dict(row) for row in rows]

    async def _send(self, client: aiohttp.ClientSession, message: dict[str, Any]) -> str:
        """Empty when it went well."""
        if not self.webhook:
            text = re.sub(r"/v/[\w-]+", "/v/…", message["text"])  # a link is a secret
            log.info("%s to %s: %s", message["channel"], mask_phone(message["recipient"]), text)
            return ""
        body = {name: message[name] for name in ("id", "channel", "recipient", "text", "created")}
        try:
            headers = {"Idempotency-Key": f"lobby-{message['id']}"}
            async with client.post(self.webhook, json=body, headers=headers) as reply:
                return "" if 200 <= reply.status < 300 else f"the gateway answered {reply.status}"
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            return f"{type(error).__name__}: {error}"

    def _done(self, id: int, tries: int, error: str) -> None:
        with self.store.transaction() as db:
            if error:
                wait = min(3600, 2 ** (tries + 1)) * 1000
                db.execute("UPDATE outbox SET tries = tries + 1, next_try = ? WHERE id = ?", (_now() + wait, id))
            else:
                db.execute("UPDATE outbox SET tries = tries + 1, sent_at = ? WHERE id = ?", (_now(), id))


def _now() -> int:
    """Real time: retries have nothing to do with the demo's clock."""
    return time.time_ns() // 1_000_000
