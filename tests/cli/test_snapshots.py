"""`lobby waits --snapshots` over a pipe, one row at a time, as screens would feed it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lockstep import Waits

HEADER = (
    "office,date,time,queue,letter,queue_name,ordinal,status,screen_service_min,open_counters,waiting,current_ticket\n"
)


@pytest.fixture
def screens() -> Iterator[Waits]:
    one = Waits("--snapshots")
    yield one
    one.process.kill()
    one.process.wait()


def row(day: int, minute: int, waiting: int, ticket: str) -> str:
    return f"North,2020-01-{day:02},{minute // 60:02}:{minute % 60:02},7,A,A: Cards,1,1,10,2,{waiting},{ticket}\n"


def test_every_row_with_somebody_waiting_is_answered_before_the_next(screens: Waits) -> None:
    screens.send(HEADER)
    errors = []
    for day in range(6, 13):
        for minute in range(480, 960, 5):
            called, waiting = (minute - 480) // 5, minute // 5 % 6
            screens.send(row(day, minute, waiting, f"A{called:03}"))
            if waiting == 0:
                continue
            office, queue, date, clock, *figures = screens.answer().split(",")
            assert (office, queue, date) == ("North", "7", f"2020-01-{day:02}")
            assert clock == f"{minute // 60:02}:{minute % 60:02}"
            p10, p50, p90 = map(float, figures)
            assert 0 <= p10 <= p50 <= p90 <= 1440
            if day == 12 and minute < 900:
                errors.append(abs(p50 - 5 * waiting + 2.5))  # called in the five minutes before
    out, problems = screens.end()
    assert out == "", "an answer too many"
    assert sum(errors) / len(errors) < 4, "it learned that a call takes five minutes"
    assert "672 rows read, 560 forecasts" in problems
    assert screens.process.returncode == 0


def test_rows_that_cannot_be_read_are_named_and_left_out(screens: Waits) -> None:
    screens.send("\ufeff" + HEADER)
    screens.send(row(6, 480, 3, "A010").replace("2020-01-06", "2020-13-06"))
    screens.send("x" * 100_000 + "\n")
    screens.send("\n" + row(6, 485, 3, "A010").replace(",7,", ",\"7"))
    screens.send('"North, ""Main""' + row(6, 490, 3, "A010").replace("North", '"').rstrip() + "\r\n")
    out, problems = screens.end()
    assert out.startswith('"North, ""Main""",7,2020-01-06,08:10,') and out.count("\n") == 1
    assert 'lobby waits: line 2: date must be a date such as 2020-01-07, not "2020-13-06"' in problems
    assert "lobby waits: line 3: the line is longer than 4096 bytes" in problems
    assert "lobby waits: line 5: a quote is not closed" in problems
    assert "odd: 3 lines could not be read" in problems
    assert screens.process.returncode == 0


def test_what_was_odd_is_said_at_the_end(screens: Waits) -> None:
    screens.send(row(6, 480, 3, "A010").replace(",2,3,", ",0,3,"))
    screens.send(row(6, 540, 2, "A011"))
    screens.send(row(6, 535, 2, "A011"))
    screens.send(row(7, 480, 0, ""))
    out, problems = screens.end()
    assert out.count("\n") == 3
    assert "odd: 1 times people waited and no counter was open" in problems
    assert "odd: 1 times a queue was not shown for over a quarter of an hour" in problems
    assert "odd: 1 rows came later" in problems
    assert "odd: 2 tickets were not called before their queue's day ended" in problems
