"""The live streams: nothing missed, nothing twice, over restarts and over several servers."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from pathlib import Path
from typing import Any

from lobby import Lobby, today


class Stream:
    """A watcher of a day, in a thread."""

    def __init__(self, lobby: Lobby, after: int = 0, last_event_id: str = "", branch: str = "east") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", lobby.port, timeout=30)
        headers = {"Last-Event-ID": last_event_id} if last_event_id else {}
        self.connection.request("GET", f"/api/days/{branch}/{today()}/stream?after={after}", headers=headers)
        self.socket = self.connection.sock
        self.response = self.connection.getresponse()
        assert self.response.status == 200, self.response.read()
        self.events: list[dict[str, Any]] = []
        self.ids: list[int] = []
        self.clocks: list[int] = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        kind, id = "message", 0
        try:
            for raw in self.response:
                line = raw.decode().rstrip("\n")
                if line.startswith("event: "):
                    kind = line[7:]
                elif line.startswith("id: "):
                    id = int(line[4:])
                elif line.startswith("data: "):
                    value = json.loads(line[6:])
                    if kind == "clock":
                        self.clocks.append(value["now"])
                    else:
                        self.ids.append(id)
                        self.events.append(value)
                elif not line:
                    kind = "message"
        except (OSError, http.client.HTTPException):
            pass
        self.ended.set()

    def wait_for(self, number: int) -> None:
        deadline = time.monotonic() + 10
        while (not self.ids or self.ids[-1] < number) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert self.ids and self.ids[-1] >= number, (self.ids, number)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.ended.wait(5)
        self.connection.close()


def test_a_watcher_hears_everything_in_order(lobby: Lobby) -> None:
    for _ in range(3):
        lobby.take()
    stream = Stream(lobby)
    numbers = [lobby.take().json["number"] for _ in range(5)]
    stream.wait_for(numbers[-1])
    assert stream.ids == list(range(1, numbers[-1] + 1))
    assert [event["number"] for event in stream.events] == stream.ids
    assert stream.events == lobby.events()
    assert len(stream.clocks) >= 1 and abs(stream.clocks[0] - time.time() * 1000) < 60_000
    stream.close()


def test_resume_while_others_write(own: Lobby) -> None:
    """Watchers come and go while events are written; each goes on from its last number without gap or repeat."""
    own.start()
    own.take()
    done = threading.Event()
    writers = [threading.Thread(target=lambda: [own.take() for _ in range(40)]) for _ in range(3)]

    heard: list[int] = []

    def watch() -> None:
        while True:
            finished = done.is_set()
            stream = Stream(own, last_event_id=str(heard[-1]) if heard else "0")
            time.sleep(0.12)
            stream.close()
            heard.extend(stream.ids)
            if finished:
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    done.set()
    watcher.join()
    assert heard == list(range(1, len(own.events()) + 1)) and len(heard) > 120


def test_resume_after_a_restart(own: Lobby) -> None:
    own.start()
    for _ in range(5):
        own.take()
    stream = Stream(own)
    stream.wait_for(6)
    assert own.stop() < 3
    assert stream.ended.wait(5)
    own.start()
    own.take()
    again = Stream(own, last_event_id=str(stream.ids[-1]))
    again.wait_for(7)
    assert stream.ids + again.ids == list(range(1, 8))


def test_a_number_that_never_was(lobby: Lobby) -> None:
    reply = lobby.get(f"/api/days/east/{today()}/stream?after=999999")
    assert reply.status == 409 and reply.json["key"] == "problem.ahead_of_day"
    assert lobby.get(f"/api/days/east/{today()}/stream?after=-1").status == 400
    assert lobby.get(f"/api/days/east/{today()}/stream?after=x").status == 400


def test_two_servers_on_one_database(own: Lobby, bank_file: Path) -> None:
    other = Lobby(own.data, "--bank", str(bank_file))
    own.start()
    other.start()
    try:
        here, there = Stream(own), Stream(other)
        results: list[int] = []

        def write(server: Lobby) -> None:
            for _ in range(30):
                reply = server.take()
                assert reply.status == 200, reply
                results.append(reply.json["number"])

        threads = [threading.Thread(target=write, args=(server,)) for server in (own, other, own, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(results) == list(range(2, 122))  # no number twice, none left out
        here.wait_for(121)
        there.wait_for(121)
        assert here.ids == there.ids == list(range(1, 122))
        numbers = [event["data"]["number"] for event in own.events() if event["type"] == "ticket.taken"]
        assert numbers == [f"A{n:03d}" for n in range(1, 121)]
        # A command repeated at the other server is answered the same.
        first = own.take(id="the-same-id")
        assert other.take(id="the-same-id").json == first.json
    finally:
        other.stop()


def test_streams_end_when_the_server_stops(own: Lobby) -> None:
    own.start()
    streams = [Stream(own) for _ in range(20)]
    assert own.stop() < 3
    assert all(stream.ended.wait(5) for stream in streams)
    assert "Traceback" not in own.log.read_text()
