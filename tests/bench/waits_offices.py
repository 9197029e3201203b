"""Queue screens of public offices: `lobby waits --snapshots` in lockstep, and simpler ways on the same rows."""

from __future__ import annotations

import csv
import datetime
import gzip
import statistics
import subprocess
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from waits_score import Score, plot_coverage, plot_pairs, table

LAST = 2  # days that the first table is about
FIRST_JUDGED = 2  # days that are only learned from, in the table by day
BOOSTED = "boosted, 10 features, offline"
OURS = "lobby waits --snapshots"

Key = tuple[str, str, str, str]  # office, queue, date, time


@dataclass
class Case:
    """A row with somebody waiting whose last in line was seen to be called, `earliest` to `latest` minutes later."""

    key: Key
    waiting: int
    counters: int
    service: int
    rate: float  # calls per minute of the hour before
    number: int
    earliest: float
    latest: float
    each: float = 0  # the queue's median minutes per person, from the days before

    @property
    def day(self) -> str:
        return self.key[2]

    @property
    def queue(self) -> tuple[str, str]:
        return self.key[:2]

    @property
    def middle(self) -> float:
        return (self.earliest + self.latest) / 2

    @property
    def judged(self) -> bool:
        """All ways have something to go by."""
        return self.counters > 0 and self.service > 0 and self.rate > 0

    def features(self) -> list[float]:
        hour, minute = map(int, self.key[3].split(":"))
        weekday = datetime.date.fromisoformat(self.day).isoweekday()
        minutes = hour * 60 + minute
        expected = self.waiting * self.each
        backlog = self.waiting / max(self.rate, 0.01)
        screen = self.waiting * self.service / max(self.counters, 1)
        return [self.waiting, self.counters, self.service, self.rate, self.number, minutes, weekday, expected, backlog, screen]


def read_cases(file: Path) -> list[Case]:
    cases = []
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if row["wait_lo_min"] == "":
                continue
            key = (row["office"], row["queue"], row["date"], row["time"])
            cases.append(
                Case(
                    key,
                    waiting=int(row["waiting"]),
                    counters=int(row["open_counters"]),
                    service=int(row["screen_service_min"]),
                    rate=float(row["calls_per_min_last60"] or 0),
                    number=int(row["current_ticket"]),
                    earliest=float(row["wait_lo_min"]),
                    latest=float(row["wait_hi_min"]),
                )
            )
    return cases


def learn_medians(cases: list[Case]) -> None:
    """Gives every case what its queue's earlier days took per person; of a new queue, what everybody's did."""
    by_day: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_day[case.day].append(case)
    seen: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _, today in sorted(by_day.items()):
        every = [one for some in seen.values() for one in some]
        usual = statistics.median(every) if every else 6
        medians = {queue: statistics.median(some) for queue, some in seen.items()}
        for case in today:
            case.each = medians.get(case.queue, usual)
        for case in today:
            seen[case.queue].append(case.middle / case.waiting)


def read_rows(file: Path) -> list[str]:
    """The rows as they happened: in order of time over all offices."""
    with gzip.open(file, "rt", encoding="utf-8") as text:
        next(text)
        return sorted(text, key=lambda line: line.split(",", 3)[1:3])


def ask(lobby: Path, rows: list[str]) -> dict[Key, tuple[float, ...]]:
    """Feeds every row and reads the answer of each that has one before the next."""
    answers: dict[Key, tuple[float, ...]] = {}
    with subprocess.Popen(
        [lobby, "waits", "--snapshots"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        for row in rows:
            process.stdin.write(row.encode())
            if row.rsplit(",", 2)[1] != "0":
                process.stdin.flush()
                office, queue, date, clock, *figures = process.stdout.readline().decode().split(",")
                answers[office, queue, date, clock] = tuple(map(float, figures))
        process.stdin.close()
        process.wait()
    return answers


def reference(program: Path, learn: list[Case], asked: list[Case]) -> list[tuple[float, ...]]:
    def row(kind: int, case: Case) -> str:
        return ",".join([str(kind), f"{case.middle:g}" if kind else "", *(f"{one:.6g}" for one in case.features())])

    text = "\n".join([*(row(1, case) for case in learn), *(row(0, case) for case in asked)]) + "\n"
    done = subprocess.run([program], input=text, capture_output=True, text=True, check=True)
    return [tuple(map(float, line.split(","))) for line in done.stdout.splitlines()]


def holds(case: Case, low: float, high: float) -> bool:
    return low <= case.latest and high >= case.earliest


def add(score: Score, case: Case, middle: float, low: float, high: float) -> None:
    score.add(case.middle, middle)
    score.ranges += 1
    score.within += holds(case, low, high)
    score.width += high - low


def simple_ways(case: Case) -> dict[str, float]:
    return {
        "screen's own formula": case.waiting * case.service / case.counters,
        "waiting ÷ last hour's call rate": case.waiting / case.rate,
        "waiting × the queue's median per person": case.waiting * case.each,
    }


def score_days(
    cases: list[Case], days: list[str], answers: dict[Key, tuple[float, ...]], program: Path
) -> dict[str, dict[str, Score]]:
    scores: dict[str, dict[str, Score]] = {}
    for day in days:
        today = [case for case in cases if case.day == day and case.judged]
        ways: dict[str, Score] = defaultdict(Score)
        for case in today:
            for way, said in simple_ways(case).items():
                ways[way].add(case.middle, said)
        offline = reference(program, [case for case in cases if case.day < day], today)
        for case, (low, middle, high) in zip(today, offline, strict=True):
            add(ways[BOOSTED], case, middle, low, high)
        for case in today:
            low, middle, high = answers[case.key]
            add(ways[OURS], case, middle, low, high)
        scores[day] = ways
    return scores


def together(scores: list[dict[str, Score]]) -> dict[str, Score]:
    every: dict[str, Score] = defaultdict(Score)
    for one in scores:
        for way, part in one.items():
            whole = every[way]
            whole.count += part.count
            whole.error += part.error
            whole.ranges += part.ranges
            whole.within += part.within
            whole.width += part.width
    return every


def measure(data: Path, build: Path, folder: Path) -> None:
    rows = read_rows(data / "snapshots.csv.gz")
    cases = read_cases(data / "waits.csv.gz")
    learn_medians(cases)
    began = time.monotonic()
    answers = ask(build / "lobby", rows)
    passed = time.monotonic() - began
    days = sorted({case.day for case in cases})
    scores = score_days(cases, days[FIRST_JUDGED:], answers, build / "tests" / "bench" / "bench_reference")
    count = sum(case.judged for case in cases)
    print(f"Screens of offices, {days[0]} to {days[-1]}: {len(rows):,} rows, {count:,} forecasts with a known end")
    print(f"{OURS}: {passed:.1f} s in lockstep with this script")
    last = days[-LAST:]
    print(f"\n{last[0]} and {last[-1]}, the days before to learn from; minutes\n")
    ways = sorted(together([scores[day] for day in last]).items(), key=lambda one: -one[1].error)
    print(table(["", "mean error", "in p10–p90", "mean width"], [[way, *one.cells()] for way, one in ways]))
    print("\nmean error by day, each learned from the days before; minutes\n")
    simple = list(simple_ways(next(case for case in cases if case.judged)))
    head = ["", "screen", "last hour", "median", "boosted", "lobby waits", "in p10–p90", "mean width"]
    lines = [[day, *(one[way].cells()[0] for way in [*simple, BOOSTED]), *one[OURS].cells()] for day, one in scores.items()]
    print(table(head, lines) + "\n")
    tested = [case for case in cases if case.judged and case.day in last]
    pairs = [(answers[case.key][1], case.middle) for case in tested]
    plot_pairs(folder / "offices-predicted.svg", f"Offices, {last[0]} and {last[-1]}: waits", pairs, "min")
    shares = [(day[5:], one[OURS].within / one[OURS].ranges) for day, one in scores.items()]
    plot_coverage(folder / "offices-coverage.svg", "Offices: waits that meet p10–p90, by day", shares)
