"""`lobby simulate`: the log's columns and order, the summary, and that the two tell the same story."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOBBY = Path(os.environ.get("LOBBY_NATIVE", ROOT / "build" / "native")) / "lobby"
BANK = str(ROOT / "assets" / "demo-bank.json")
COLUMNS = ["date", "time", "event", "who", "service", "priority", "counter"]


def simulate(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LOBBY, "simulate", *words], capture_output=True, text=True, timeout=60, check=False)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_log_has_its_columns_in_order_of_time() -> None:
    done = simulate(BANK, "--branch", "xinhua-community", "--days", "2", "--seed", "7")
    assert done.returncode == 0
    log = rows(done.stdout)
    assert list(log[0]) == COLUMNS
    moments = [(row["date"], row["time"]) for row in log]
    assert moments == sorted(moments)
    assert {row["date"] for row in log} == {"2026-01-05", "2026-01-06"}
    assert {row["event"] for row in log} <= {"join", "start", "end", "leave", "gone"}
    # Nobody is served who did not come, and every counter has one customer at a time.
    there: set[tuple[str, str]] = set()
    at_counter: dict[str, str] = {}
    for row in log:
        who = (row["date"], row["who"])
        if row["event"] == "join":
            there.add(who)
        assert who in there
        if row["event"] == "start":
            assert row["counter"] not in at_counter
            at_counter[row["counter"]] = row["who"]
        elif row["event"] == "end":
            assert at_counter.pop(row["counter"]) == row["who"]


def test_the_same_words_give_the_same_log() -> None:
    words = (BANK, "--branch", "xinhua-community", "--seed", "3")
    assert simulate(*words).stdout == simulate(*words).stdout
    assert simulate(*words).stdout != simulate(*words[:-1], "4").stdout


def seconds(time: str) -> int:
    hours, minutes, rest = map(int, time.split(":"))
    return hours * 3600 + minutes * 60 + rest


def test_the_summary_tells_what_the_log_tells(tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    done = simulate(BANK, "--branch", "xinhua-community", "--days", "7", "--summary", str(file))
    assert done.returncode == 0
    days = rows(file.read_text(encoding="utf-8"))
    log = rows(done.stdout)
    assert [day["date"] for day in days] == [f"2026-01-{n:02}" for n in range(5, 11)]  # closed on Sunday, the 11th
    for day in days:
        assert day["branch"] == "xinhua-community"
        of_day = [row for row in log if row["date"] == day["date"]]
        last = {row["who"]: row["event"] for row in of_day}
        assert int(day["arrivals"]) == len(last)
        ends = list(last.values())
        assert [int(day[k]) for k in ("served", "left", "absent")] == [ends.count(k) for k in ("end", "leave", "gone")]
        joined: dict[str, int] = {}
        waits: list[int] = []
        first: dict[str, int] = {}
        for row in of_day:
            if row["event"] == "join":
                joined[row["who"]] = seconds(row["time"])
                first.setdefault(row["who"], seconds(row["time"]) // 1800)
            elif row["event"] == "start":
                waits.append(seconds(row["time"]) - joined[row["who"]])
        assert float(day["mean_wait"]) == pytest.approx(sum(waits) / len(waits), abs=1)
        assert float(day["p90_wait"]) == pytest.approx(sorted(waits)[(len(waits) - 1) * 9 // 10], abs=1)
        counts = list(first.values())
        busiest = seconds(day["busiest"] + ":00") // 1800
        assert counts.count(busiest) == int(day["busiest_arrivals"]) == max(map(counts.count, counts))
    # For people there remain the sum of the days and the counters.
    assert re.search(rf"^all +{sum(int(day['arrivals']) for day in days)} ", done.stderr, re.MULTILINE)
    assert "2026-01-05" not in done.stderr and "counter 1 " in done.stderr


def test_without_a_file_every_day_is_told_on_standard_error() -> None:
    done = simulate(BANK, "--branch", "xinhua-community", "--days", "2")
    assert re.search(r"^2026-01-05 +\d+ ", done.stderr, re.MULTILINE) and re.search(r"^all ", done.stderr, re.MULTILINE)
    assert simulate(BANK, "--branch", "xinhua-community", "--from", "2026-01-04").stdout == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "which bank file?"),
        ((BANK, "--days", "0"), "--days must be a whole number from 1 to 3650"),
        ((BANK, "--days"), "--days needs a value"),
        ((BANK, "--seed", "-1"), "--seed must be"),
        ((BANK, "--from", "2026-02-30"), "--from must be a date"),
        ((BANK, "--branch", "nowhere"), "there are: renmin-road"),
        ((BANK, "--speed", "9"), "unknown option --speed"),
        ((BANK, BANK), "one bank file, please"),
    ],
)
def test_what_is_not_understood_is_said_in_a_line(words: tuple[str, ...], complaint: str) -> None:
    done = simulate(*words)
    assert done.returncode == 2 and done.stdout == ""
    assert complaint in done.stderr and 'Try "lobby simulate --help".' in done.stderr


def test_what_cannot_be_read_or_written(tmp_path: Path) -> None:
    missing = simulate(str(tmp_path / "no.json"))
    assert missing.returncode == 1 and "cannot read" in missing.stderr
    bank = json.loads(Path(BANK).read_text(encoding="utf-8"))
    bank["branches"][0]["counters"][0]["serves"] = ["gold"]
    wrong = tmp_path / "bank.json"
    wrong.write_text(json.dumps(bank, indent=1), encoding="utf-8")
    done = simulate(str(wrong))
    assert done.returncode == 1 and done.stdout == ""
    assert re.search(rf"^{wrong}:\d+:\d+: /branches/0/counters/0/serves/0: .*gold", done.stderr, re.MULTILINE)
    nowhere = simulate(BANK, "--summary", str(tmp_path / "no" / "days.csv"))
    assert nowhere.returncode == 1 and nowhere.stdout == "" and "cannot write" in nowhere.stderr


def test_help_names_every_option() -> None:
    done = simulate("--help")
    assert done.returncode == 0
    for option in ("--branch", "--days", "--seed", "--from", "--summary"):
        assert option in done.stdout
