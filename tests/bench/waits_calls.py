"""A bank's telephone centre, every call: `lobby waits` in lockstep, and simpler ways on the same calls."""

from __future__ import annotations

import gzip
import resource
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from waits_hall import Hall, Join
from waits_score import Score, plot_coverage, plot_pairs, table

LATE = 3  # months for which the reference is trained anew on everything before


def lines_of(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*.csv.gz")):
        with gzip.open(file, "rt", encoding="ascii") as text:
            next(text)
            yield from text


def ask(lobby: Path, lines: Iterator[str]) -> tuple[dict[tuple[str, str], tuple[float, ...]], list[str], float]:
    """Feeds every line and reads the answer of each join before the next; answers, the log, seconds of the command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answers: dict[tuple[str, str], tuple[float, ...]] = {}
    log = []
    with subprocess.Popen([lobby, "waits"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        for line in lines:
            log.append(line)
            process.stdin.write(line.encode())
            if ",join," in line:
                process.stdin.flush()
                date, _, who, *figures = process.stdout.readline().decode().split(",")
                answers[date, who] = tuple(map(float, figures))
        process.stdin.close()
        process.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return answers, log, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def reference(program: Path, learn: list[Join], asked: list[Join]) -> list[tuple[float, ...]]:
    def row(kind: int, join: Join) -> str:
        target = f"{join.wait:.0f}" if kind else ""
        return f"{kind},{target}," + ",".join("" if one is None else f"{one:.6g}" for one in join.features)

    text = "\n".join([*(row(1, join) for join in learn), *(row(0, join) for join in asked)]) + "\n"
    done = subprocess.run([program], input=text, capture_output=True, text=True, check=True)
    return [tuple(map(float, line.split(","))) for line in done.stdout.splitlines()]


def medians(learn: list[Join]) -> dict[tuple[int, int, int], float]:
    waits = defaultdict(list)
    for join in learn:
        waits[join.cell()].append(join.wait)
    return {cell: statistics.median(some) for cell, some in waits.items()}


def score(joins: list[Join], month: str, answers: dict[tuple[str, str], tuple[float, ...]]) -> dict[str, Score]:
    """The ways that need no training, and what the command said, on one month; a table learned on those before."""
    scores: dict[str, Score] = defaultdict(Score)
    earlier = [join for join in joins if join.month < month]
    cells = medians(earlier)
    usual = statistics.median(join.wait for join in earlier) if earlier else 0
    for join in joins:
        if join.month != month:
            continue
        for way, said in join.simple.items():
            scores[way].add(join.wait, said)
        scores["medians by priority, ahead, active"].add(join.wait, cells.get(join.cell(), usual))
        low, middle, high = answers[join.date, join.who]
        scores["lobby waits"].add(join.wait, middle, low, high)
    return scores


def width_that_holds(share: float, waits: list[float], said: list[tuple[float, ...]]) -> float:
    """Mean width of the ranges when all are stretched about their middles until they hold this share of the waits."""

    def stretched(by: float) -> list[tuple[float, float]]:
        return [(max(0, middle - by * (middle - low)), middle + by * (high - middle)) for low, middle, high in said]

    least, most = 0.1, 10.0
    for _ in range(30):
        by = (least + most) / 2
        held = sum(low <= wait <= high for wait, (low, high) in zip(waits, stretched(by), strict=True))
        least, most = (by, most) if held < share * len(waits) else (least, by)
    return statistics.fmean(high - low for low, high in stretched(most))


def plots(joins: list[Join], month: str, answers: dict[tuple[str, str], tuple[float, ...]], folder: Path) -> None:
    last = [join for join in joins if join.month == month]
    pairs = [(answers[join.date, join.who][1], join.wait) for join in last]
    plot_pairs(folder / "calls-predicted.svg", f"Telephone centre, {month}: waits", pairs, "s")
    weeks: dict[int, list[Join]] = defaultdict(list)
    for join in joins:
        weeks[join.week].append(join)
    shares = []
    for _, some in sorted(weeks.items()):
        held = sum(answers[join.date, join.who][0] <= join.wait <= answers[join.date, join.who][2] for join in some)
        shares.append((some[0].date[5:], held / len(some)))
    plot_coverage(folder / "calls-coverage.svg", "Telephone centre: waits within p10–p90, by week", shares)


def measure(data: Path, build: Path, folder: Path) -> None:
    began = time.monotonic()
    answers, log, seconds = ask(build / "lobby", lines_of(data))
    passed = time.monotonic() - began
    hall = Hall()
    joins = [join for line in log if (join := hall.take(line)) is not None]
    months = sorted({join.month for join in joins})
    scores = {month: score(joins, month, answers) for month in months}
    boosted = "boosted, 20 features, offline"
    alike: dict[str, float] = {}
    for month in months[1:][-LATE:]:
        asked = [join for join in joins if join.month == month]
        said = reference(
            build / "tests" / "bench" / "bench_reference", [join for join in joins if join.month < month], asked
        )
        for join, (low, middle, high) in zip(asked, said, strict=True):
            scores[month][boosted].add(join.wait, middle, low, high)
        ours = scores[month]["lobby waits"]
        alike[month] = width_that_holds(ours.within / ours.ranges, [join.wait for join in asked], said)
    print(f"Telephone centre, {months[0]} to {months[-1]}: {len(log):,} events, {len(joins):,} joins that were served")
    print(
        f"lobby waits: {seconds:.1f} s of processor ({len(log) / seconds:,.0f} events a second), "
        f"{passed:.1f} s in lockstep with this script"
    )
    print(f"\n{months[-1]}, the months before to learn from; seconds\n")
    ways = sorted(scores[months[-1]].items(), key=lambda one: -one[1].error)
    print(table(["", "mean error", "in p10–p90", "mean width"], [[way, *one.cells()] for way, one in ways]))
    names = ["people ahead", "last five", "medians by priority, ahead, active", boosted]
    print("\nmean error by month, each learned from the months before; seconds\n")
    head = ["", *names, "in p10–p90", "mean width", "if it held as many", "lobby waits", "in p10–p90", "mean width"]
    rows = [
        [
            month,
            *(one[name].cells()[0] for name in names),
            *one[boosted].cells()[1:],
            f"{alike[month]:.1f}" if month in alike else "–",
            *one["lobby waits"].cells(),
        ]
        for month, one in scores.items()
    ]
    print(table(head, rows) + "\n")
    plots(joins, months[-1], answers, folder)
