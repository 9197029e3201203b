"""`lobby waits` over a pipe, one line at a time, as a hall would feed it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from lockstep import LOBBY, Waits

HEADER = "date,time,event,who,service,priority,counter\n"


@pytest.fixture
def waits() -> Iterator[Waits]:
    one = Waits()
    yield one
    one.process.kill()
    one.process.wait()


def clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def test_every_join_is_answered_before_the_next_line(waits: Waits) -> None:
    waits.send(HEADER)
    for i in range(400):
        second = 8 * 3600 + 60 * i
        waits.send(f"2026-01-05,{clock(second)},join,{i},CASH,{i % 2},\n")
        date, time, who, *figures = waits.answer().split(",")
        assert (date, time, who) == ("2026-01-05", clock(second), str(i))
        p10, p50, p90 = map(int, figures)
        assert 0 <= p10 <= p50 <= p90
        waits.send(f"2026-01-05,{clock(second + 20 + i % 10)},start,{i},CASH,{i % 2},1\n")
        waits.send(f"2026-01-05,{clock(second + 50)},end,{i},CASH,{i % 2},1\n")
    assert p10 <= 25 <= p90 and p90 < 60, "it learned that waits last 20 to 29 s"
    out, problems = waits.end()
    assert out == ""
    assert "1200 lines" in problems and "400 joins" in problems and problems.count("odd") == 1
    assert waits.process.returncode == 0


def test_lines_that_cannot_be_read_are_named_and_left_out(waits: Waits) -> None:
    waits.send(HEADER)
    waits.send("2026-01-05,08:00:00,sing,1,CASH,0,\n")
    waits.send("x" * 100_000 + "\n")
    waits.send("\n2026-01-05,25:00:00,join,1,CASH,0,\n")
    waits.send("2026-01-05,08:00:00,join,1,CASH,0,")
    out, problems = waits.end()
    assert out.startswith("2026-01-05,08:00:00,1,") and out.count("\n") == 1
    assert 'lobby waits: line 2: the event must be join, leave, start, end or gone, not "sing"' in problems
    assert "lobby waits: line 3: the line is longer than 4096 bytes" in problems
    assert "lobby waits: line 5: the time must be one such as 08:05:00" in problems
    assert "3 more could not be read" in problems
    assert "1 joins of which nothing more was heard" in problems
    assert waits.process.returncode == 0


def test_an_empty_log_is_no_mistake(waits: Waits) -> None:
    out, problems = waits.end()
    assert out == "" and "0 lines" in problems and waits.process.returncode == 0


def test_words_are_refused() -> None:
    done = subprocess.run([LOBBY, "waits", "log.csv"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2 and "standard input" in done.stderr
