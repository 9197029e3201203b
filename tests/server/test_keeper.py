"""What passes by itself: midnight, experience, forgetting, clocks that jump. In this process, with a clock that can be moved."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from lobby import NATIVE, today

from server import native, visits
from server.app import Options, Server
from server.clock import Clock
from server.keeper import Keeper
from server.live import QUEUE, Live, Watcher
from server.problems import Problem

DAY_MS = 86_400_000
TAKE = native.command("ticket.take", service="cash", segment="ordinary", need="none", origin="kiosk")


@pytest.fixture
def server(bank_file: Path, tmp_path: Path) -> Iterator[Server]:
    server = Server(Options(bank=bank_file, data=tmp_path / "data", web=tmp_path, native=NATIVE, demo=False))
    yield server
    server.store.close()


def do(server: Server, command: str, date: str) -> list[str]:
    def work(db: sqlite3.Connection) -> list[str]:
        server.days.opened("east", date)
        return server.days.decide("east", date, command, server.clock.now())

    return server.store.call(server.days.perform, work)


def test_days_open_at_midnight_and_teach(server: Server) -> None:
    keeper = Keeper(server.days, server.lock)
    server.store.call(keeper.tick)
    assert server.store.call(server.days.get, "east", today()).number == 1
    prior = server.store.call(server.days.experience, "east")
    assert prior[0] == ""
    do(server, native.command("counter.open", counter="1", teller="t"), today())
    for number in range(1, 26):  # customers, each served for 20 minutes
        do(server, TAKE, today())
        do(server, native.command("ticket.call_next", counter="1"), today())
        do(server, native.command("service.start", ticket=number), today())
        server.clock.shift += 20 * 60_000
        do(server, native.command("service.finish", ticket=number), today())

    server.clock.shift = DAY_MS
    server.store.call(keeper.tick)
    assert server.store.call(server.days.get, "east", today(1)).number == 1, "the new day is open"
    learned = server.store.call(server.days.experience, "east")
    assert learned[0] == today() and learned[1] != prior[1]
    server.store.call(keeper.tick)
    assert server.store.call(server.days.experience, "east") == learned, "learned once"
    fresh = server.store.call(server.days.experience, "west")
    assert fresh[1] != server.core.prior_experience(server.bank, "west"), "a sister's figures"


def test_what_was_learned_is_damaged(server: Server) -> None:
    keeper = Keeper(server.days, server.lock)
    server.store.call(keeper.tick)
    server.store.call(server.store.db.execute, "INSERT INTO experience VALUES ('east', '2026-01-01', x'00ff00')")
    until, experience = server.store.call(server.days.experience, "east")
    assert until == "" and experience == server.core.prior_experience(server.bank, "east")


def test_clock_jumps(server: Server) -> None:
    keeper = Keeper(server.days, server.lock)
    server.store.call(keeper.tick)
    do(server, TAKE, today())
    server.clock.shift = -30 * 60_000  # a little back: time stands still
    events = do(server, TAKE, today())
    assert json.loads(events[0])["number"] == 3
    server.clock.shift = -3 * 3_600_000  # far back: refused in words, and the server goes on
    with pytest.raises(Problem) as refused:
        do(server, TAKE, today())
    assert refused.value.key == "refusal.clock_backwards" and refused.value.status == 409
    server.store.call(keeper.tick)
    server.clock.shift = 40 * DAY_MS  # far ahead
    server.store.call(keeper.tick)
    assert server.store.call(server.days.get, "east", today(40)).number == 1
    server.clock.shift = 0
    assert json.loads(do(server, TAKE, today())[0])["number"] == 4


def test_missed_appointments_are_marked(server: Server) -> None:
    keeper = Keeper(server.days, server.lock)
    hold = native.command("slot.hold", service="cash", slot=720, segment="ordinary", need="none")
    do(server, hold, today())
    do(server, native.command("appointment.book", appointment=1), today())
    server.store.call(keeper.tick)
    assert server.store.call(lambda: server.days.get("east", today()).appointment(1)["state"]) == "booked"
    server.clock.shift = 4 * 3_600_000
    server.store.call(keeper.tick)
    assert server.store.call(lambda: server.days.get("east", today()).appointment(1)["state"]) == "no_show"


def test_people_are_forgotten_in_time(server: Server) -> None:
    keeper = Keeper(server.days, server.lock)
    person = visits.Person("张伟", "13800138000", "zh")

    def work(db: sqlite3.Connection) -> None:
        for days in (-31, -29):
            visits.add_person(db, ("east", today(days), 1, 0), person, 0)
            visits.add_message(db, ("east", today(days), 1, 0), person, "message.cancelled", {}, 0)

    server.store.call(server.days.perform, work)
    server.store.call(keeper.tick)
    for table in ("people", "outbox"):
        rows = server.store.call(lambda t=table: server.store.db.execute(f"SELECT date FROM {t}").fetchall())
        assert [row["date"] for row in rows] == [today(-29)]


def test_a_watcher_that_does_not_read_is_let_go() -> None:
    async def check() -> None:
        live = Live(Clock())
        slow, quick = Watcher(), Watcher()
        live._watchers[("east", "2026-11-21")] = {slow, quick}
        for number in range(1, QUEUE + 2):
            live._deliver(("east", "2026-11-21"), [(number, "{}")])
            quick.queue.get_nowait()
            quick.waiting -= 1
        assert live._watchers[("east", "2026-11-21")] == {quick}
        heard = [slow.queue.get_nowait() for _ in range(slow.queue.qsize())]
        assert len(heard) == QUEUE + 1 and heard[-1] is None  # the end, after which it comes back and catches up

    asyncio.run(check())


def test_a_link_to_a_branch_that_is_gone(server: Server) -> None:
    def work(db: sqlite3.Connection) -> str:
        return visits.add_link(db, server.store, "some-command", ("north", today(), 1, 0))

    link = server.store.call(server.days.perform, work)
    with pytest.raises(Problem) as gone:
        server.store.call(server.api._visit, link)
    assert gone.value.key == "problem.unknown_branch"


def test_a_failed_transaction_leaves_the_day_as_it_was(server: Server) -> None:
    do(server, TAKE, today())

    def work(db: sqlite3.Connection) -> None:
        server.days.decide("east", today(), TAKE, server.clock.now())
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        server.store.call(server.days.perform, work)
    assert server.store.call(server.days.get, "east", today()).number == 2
    assert json.loads(do(server, TAKE, today())[0])["data"]["number"] == "A002"


def test_the_key_of_events_refuses_a_number_twice(server: Server) -> None:
    """Were two processes ever to decide the same number, the second decides again from what the first has written."""
    do(server, TAKE, today())
    calls = []

    def work(db: sqlite3.Connection) -> list[str]:
        calls.append(1)
        if len(calls) == 1:
            day = server.days.get("east", today())
            event = day.decide(TAKE, server.clock.now(), server.days.experience("east")[1])[0]
            server.days.append("east", today(), [event])
            server.days.append("east", today(), [event])  # what another process would have written
        return server.days.decide("east", today(), TAKE, server.clock.now())

    events = server.store.call(server.days.perform, work)
    assert len(calls) == 2 and json.loads(events[0])["number"] == 3


def test_a_demos_morning_is_played_before_time_passes_in_it(bank_file: Path, tmp_path: Path) -> None:
    options = Options(bank=bank_file, data=tmp_path / "data", web=tmp_path, native=NATIVE, demo=True, demo_clock="real")
    server = Server(options)
    try:
        people = server.people
        assert people is not None
        server.clock.shift = DAY_MS // 2  # so that much of a day may be over
        keeper = Keeper(server.days, server.lock, people.lives_in_the_past)
        server.store.call(people.prepare)
        date = server.days.today("east")
        begin = server.store.call(server.days.get, "east", date).last_at
        slot = server.store.call(server.days.get, "east", date).offers("cash", begin)[-1]["slot"]
        held = native.command("slot.hold", service="cash", slot=slot, segment="ordinary", need="none")

        def hold(db: sqlite3.Connection) -> None:
            server.days.decide("east", date, held, begin)

        server.store.call(server.days.perform, hold)  # runs out soon after the day's begin
        server.clock.shift += 3_600_000
        server.store.call(keeper.tick)
        assert server.store.call(server.days.get, "east", date).last_at == begin, "its people have not got there yet"
        server.store.call(Keeper(server.days, server.lock).tick)
        assert server.store.call(server.days.get, "east", date).last_at > begin, "else it would have run out"
    finally:
        server.store.close()
