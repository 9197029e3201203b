"""The power fails in the middle of writing, fifty times: what was acknowledged is there, and there once."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter

from lobby import Lobby, new_id, today

KILLS = 50
CLIENTS = 4


class Clients:
    """Customers who take tickets and hold slots as fast as they can; each repeats a command, with its id, until it
    is answered, over as many servers as that takes."""

    def __init__(self) -> None:
        self.port = 0
        self.stopping = False
        self.answers: dict[str, list[int]] = {}  # id -> numbers of the events it was answered with
        self.unanswered: set[str] = set()
        self.lost_replies = 0
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self._run, args=(n,)) for n in range(CLIENTS)]

    def _run(self, seed: int) -> None:
        random_ = random.Random(seed)
        while not self.stopping:
            id = new_id()
            data = {
                "service": random_.choice(["cash", "card"]),
                "segment": "ordinary",
                "need": "none",
                "origin": "remote",
            }
            body = json.dumps(
                {"id": id, "branch": "east", "date": today(), "command": {"type": "ticket.take", "data": data}}
            )
            with self.lock:
                self.unanswered.add(id)
            while not self._send(id, body) and not self.stopping:
                time.sleep(0.02)

    def _send(self, id: str, body: str) -> bool:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("POST", "/api/commands", body, {"Content-Type": "application/json"})
            reply = connection.getresponse()
            text = reply.read()
            connection.close()
        except (OSError, http.client.HTTPException):
            self.lost_replies += 1
            return False
        if reply.status == 429:
            return False
        assert reply.status == 200, text
        with self.lock:
            self.unanswered.discard(id)
            self.answers[id] = [event["number"] for event in json.loads(text)["events"]]
        return True


def test_kill_while_writing(own: Lobby) -> None:
    random_ = random.Random(50)
    clients = Clients()
    own.start()
    clients.port = own.port
    for thread in clients.threads:
        thread.start()
    kills_while_busy = 0
    for _ in range(KILLS):
        before = len(clients.answers)
        deadline = time.monotonic() + 10
        while len(clients.answers) < before + 3 and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(random_.random() * 0.03)
        kills_while_busy += bool(clients.unanswered)
        own.kill()
        own.start()  # on the same port
    clients.stopping = True
    for thread in clients.threads:
        thread.join()
    assert kills_while_busy > KILLS / 2 and clients.lost_replies >= KILLS / 2

    events = own.events()
    assert [event["number"] for event in events] == list(range(1, len(events) + 1))
    taken = {event["number"]: event["data"] for event in events if event["type"] == "ticket.taken"}
    acknowledged = [number for numbers in clients.answers.values() for number in numbers]
    assert len(acknowledged) >= 3 * KILLS
    assert set(acknowledged) <= set(taken), "lost"
    assert max(Counter(acknowledged).values()) == 1, "two commands were answered with the same event"
    # Every ticket is one command's: acknowledged, or of the few that were under way at the very end.
    assert 0 <= len(taken) - len(acknowledged) <= len(clients.unanswered)
    for prefix in ("A", "B"):  # ticket numbers are gapless and never twice
        numbers = [data["number"] for data in taken.values() if data["number"].startswith(prefix)]
        assert numbers == [f"{prefix}{n:03d}" for n in range(1, len(numbers) + 1)]
