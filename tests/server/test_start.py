"""Starting and stopping: the demo, one's own bank, what is wrong with it, accounts, the clock."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lobby import NATIVE, PYTHON, ROOT, Lobby, bank, events_of, today

from server import calendar_file, clock, demo, limits, texts
from server.problems import Problem

sys.path.insert(0, str(NATIVE))
import lobby_native  # noqa: E402


@pytest.fixture
def demo_server(tmp_path: Path) -> Lobby:
    return Lobby(tmp_path / "data", "--demo-clock", "auto")


def test_the_demo_lives(demo_server: Lobby) -> None:
    began = time.monotonic()
    demo_server.start()
    try:
        hello = demo_server.get("/api/hello").json
        assert time.monotonic() - began < 5 and hello["demo"] is True
        log = demo_server.log.read_text()
        for account in hello["accounts"]:
            assert account["password"] in log
            reply = demo_server.post("/api/session", {"user": account["user"], "password": account["password"]})
            assert reply.status == 200 and reply.json["roles"] == account["roles"]
        code = log.split("/kiosk  ")[1][:8]
        assert demo_server.post("/api/kiosks", {"code": code}).status == 201

        deadline = time.monotonic() + 40
        while demo_server.log.read_text().count("their day is played up to now") < 3 and time.monotonic() < deadline:
            time.sleep(0.1)
        now = demo_server.get("/api/now").json
        opened = [branch for branch in now["branches"] if branch["open"]]
        assert opened, "a demo finds a branch open"
        branch = opened[0]
        path = f"/api/days/{branch['id']}/{branch['date']}/events"
        events = demo_server.get(path).json["events"]
        assert len(events) > 20
        assert [event["number"] for event in events] == list(range(1, len(events) + 1))
        assert all(a["at"] <= b["at"] for a, b in zip(events, events[1:]))
        assert 0 <= now["now"] - events[-1]["at"] < 30 * 60_000
    finally:
        assert demo_server.stop() < 3
    assert "Traceback" not in demo_server.log.read_text()


def test_a_real_customer_among_the_simulated_ones(tmp_path: Path) -> None:
    """One's own bank with simulated people: they come, and their tellers call the real one too."""
    busy = bank()
    for branch in busy["branches"]:
        branch["arrivals_per_hour"] = 600  # at ten counters, a minute each: something happens every few seconds
        branch["counters"] = [{"id": str(n), "kind": "high", "serves": ["cash", "card"]} for n in range(1, 11)]
    for service in busy["services"]:
        service["typical_minutes"] = 1
    (tmp_path / "busy.json").write_text(json.dumps(busy))
    server = Lobby(tmp_path / "data", "--bank", str(tmp_path / "busy.json"), "--demo").start()
    try:
        taken = server.take()
        assert taken.status == 200, taken
        assert taken.json["number"] > 100, "the morning was played before the real customer came"
        deadline = time.monotonic() + 60
        while server.events()[-1]["number"] < taken.json["number"] + 3 and time.monotonic() < deadline:
            time.sleep(0.2)
        news = server.events(after=taken.json["number"])
        assert len(news) >= 3, "nobody moves"
        assert all(abs(event["at"] - time.time() * 1000) < 120_000 for event in news)
    finally:
        assert server.stop() < 3
    assert "Traceback" not in server.log.read_text()


def test_a_second_start_takes_less_than_three_seconds(own: Lobby) -> None:
    own.start()
    own.take()
    own.stop()
    began = time.monotonic()
    own.start()
    assert own.get("/api/hello").json["demo"] is False
    assert time.monotonic() - began < 3
    assert len(own.events()) == 2  # opened, taken: still there


def test_demo_and_real_data_are_kept_apart(own: Lobby, bank_file: Path) -> None:
    own.start()
    own.stop()
    trial = Lobby(own.data, "--bank", str(bank_file), "--demo").once()
    assert trial.returncode == 1 and "holds the data of a real bank" in trial.stderr


def test_a_closed_branch_tells_no_wait(tmp_path: Path) -> None:
    shut = bank()
    shut["branches"][0]["hours"] = {day: [] for day in shut["branches"][0]["hours"]}
    (tmp_path / "shut.json").write_text(json.dumps(shut))
    server = Lobby(tmp_path / "data", "--bank", str(tmp_path / "shut.json")).start()
    try:
        east = server.get("/api/now").json["branches"][0]
        assert east["open"] is False and (east["opens"], east["closes"]) == (-1, -1)
        assert [(one["known"], one["why"]) for one in east["services"]] == [(False, "wait.closed")] * 2
    finally:
        server.stop()


def test_sigterm_stops_cleanly(own: Lobby) -> None:
    own.start()
    assert own.process is not None
    own.process.send_signal(signal.SIGTERM)
    assert own.process.wait(5) == 0 and own.log.read_text().endswith("Stopped.\n")


def test_wrong_bank_files(tmp_path: Path) -> None:
    file = tmp_path / "my bank.json"
    server = Lobby(tmp_path / "data", "--bank", str(file))

    def errors(text: str) -> str:
        file.write_text(text, encoding="utf-8")
        done = server.once()
        assert done.returncode == 2 and "Traceback" not in done.stderr
        return done.stderr

    assert f"{file}:2:" in errors('{"id": "x",\n "name": }')
    wrong = bank()
    wrong["branches"][0]["counters"][0]["serves"] = ["gold"]
    message = errors(json.dumps(wrong, indent=1))
    assert "gold" in message and f"{file}:" in message
    assert int(message.split(":")[1]) > 10  # a line number
    missing = Lobby(tmp_path / "data", "--bank", str(tmp_path / "nothing.json")).once()
    assert missing.returncode == 1
    assert missing.stderr == f"serve.py: --bank: cannot read {tmp_path / 'nothing.json'}: no such file or directory\n"
    assert "is a directory" in Lobby(tmp_path / "data", "--bank", str(tmp_path)).once().stderr
    file.write_bytes(b"\xff\xfe{")
    assert server.once().stderr == f"{file}: is not text in UTF-8\n"


def test_a_bank_file_is_checked_without_serving(bank_file: Path, tmp_path: Path) -> None:
    server = Lobby(tmp_path / "data")
    good = server.once("--check", str(bank_file))
    assert good.returncode == 0 and "without problems, 2 branches: east, west" in good.stdout
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"id": "x",\n "name": }')
    bad = server.once("--check", str(wrong))
    assert bad.returncode == 1 and bad.stderr.startswith(f"{wrong}:2:")
    missing = server.once("--check", str(tmp_path / "no.json"))
    assert missing.returncode == 1 and "no.json" in missing.stderr and "Traceback" not in missing.stderr
    assert not (tmp_path / "data").exists(), "a check leaves nothing behind"


def test_wrong_options(tmp_path: Path) -> None:
    server = Lobby(tmp_path / "data")
    for words, said in (
        (["--no-demo"], "--no-demo needs --bank"),
        (["--port", "99999"], "--port: must be a whole number from 0 to 65535, not 99999"),
        (["--port", "abc"], "--port: must be a whole number from 0 to 65535, not abc"),
        (["--port", "-1"], "--port"),
        (["--webhook", "ftp://x"], "--webhook"),
        (["--nonsense"], "--nonsense"),
    ):
        done = server.once(*words)
        assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr
    assert "examples:" in server.once("--help").stdout
    assert server.once("--version").stdout == "Lobby 0.1.0\n"


def test_port_in_use(own: Lobby, bank_file: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = Lobby(own.data, "--bank", str(bank_file), port=port).once()
    assert done.returncode == 1 and f"127.0.0.1:{port} is in use" in done.stderr and "Traceback" not in done.stderr


def test_a_second_server_on_the_same_data_says_so(own: Lobby, bank_file: Path) -> None:
    own.start()
    second = Lobby(own.data, "--bank", str(bank_file)).start()
    try:
        assert "Another server uses" not in own.log.read_text()
        assert f"Another server uses {own.data} already" in second.log.read_text()
        number = second.take().json["number"]
        assert own.events()[-1]["number"] == number, "both serve the same day"
        other = bank()
        other["name"] = {"zh": "另一家", "en": "Another"}
        (own.data.parent / "other.json").write_text(json.dumps(other))
        refused = Lobby(own.data, "--bank", str(own.data.parent / "other.json")).once()
        assert refused.returncode == 1 and "with another bank file" in refused.stderr
    finally:
        second.stop()


def test_unusable_data(bank_file: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = Lobby(tmp_path / "file" / "data", "--bank", str(bank_file), site=tmp_path / "s").once()
    assert done.returncode == 1 and "cannot use the data folder" in done.stderr
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "lobby.db").write_bytes(b"this is no database" * 100)
    done = Lobby(broken, "--bank", str(bank_file), site=tmp_path / "s").once()
    assert done.returncode == 1 and "cannot use the database" in done.stderr and "Traceback" not in done.stderr


def test_accounts_and_codes_by_command(own: Lobby) -> None:
    assert own.once("--add-staff", "amy", "--branch", "east", stdin="short\n").returncode == 1
    assert own.once("--add-staff", "amy", "--branch", "north", stdin="long enough\n").returncode == 1
    assert own.once("--add-staff", "amy", "--roles", "king", "--branch", "east", stdin="long enough\n").returncode == 1
    assert own.once("--add-staff", "a b", "--branch", "east", stdin="long enough\n").returncode == 1
    own.start()
    done = own.once("--add-staff", "amy", "--roles", "teller,lobby", "--branch", "all", stdin="long enough\n")
    assert done.returncode == 0, done.stderr  # beside the running server
    reply = own.post("/api/session", {"user": "amy", "password": "long enough"})
    assert reply.json["roles"] == ["teller", "lobby"]
    for branch in ("east", "west"):
        opened = own.do("counter.open", {"counter": "1", "teller": ""}, branch=branch, cookie=reply.cookie)
        assert opened.status == 200, opened
    own.once("--add-staff", "amy", "--roles", "teller", "--branch", "east", stdin="another word\n")
    assert own.get("/api/session", reply.cookie).status == 401  # a new password ends old sessions
    assert own.post("/api/session", {"user": "amy", "password": "long enough"}).status == 401
    code = own.once("--kiosk-code", "west").stdout.split()[0]
    assert own.post("/api/kiosks", {"code": code}).json == {"branch": "west"}


def test_runs_from_another_python_and_folder(own: Lobby, tmp_path: Path) -> None:
    """Whichever python3 is first on PATH, the distribution's is the one that serves."""
    import shutil

    path = os.environ["PATH"].split(":")
    other = next(
        (
            p
            for p in (shutil.which("python3", path=d) for d in path)
            if p and os.path.realpath(p) != os.path.realpath(PYTHON)
        ),
        PYTHON,
    )
    done = subprocess.run(
        [other, str(ROOT / "serve.py"), "--bank", str(tmp_path / "no.json")],
        env=own.environment(), cwd=tmp_path, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1 and "no.json" in done.stderr and "Traceback" not in done.stderr


def test_a_hold_runs_out_by_itself(bank_file: Path, tmp_path: Path) -> None:
    short = bank()
    for branch in short["branches"]:
        branch["policy"]["hold_seconds"] = 30
    (tmp_path / "short.json").write_text(json.dumps(short))
    server = Lobby(tmp_path / "data", "--bank", str(tmp_path / "short.json")).start()
    try:
        held = server.hold(600, today(1), service="card")
        assert server.hold(600, today(1), service="card").status == 409
        deadline = time.monotonic() + 45
        while server.events(today(1))[-1]["type"] != "appointment.expired" and time.monotonic() < deadline:
            time.sleep(0.5)
        assert server.events(today(1))[-1]["type"] == "appointment.expired"
        number = events_of(held, "slot.held")["appointment"]
        person = {"name": "A", "phone": "13800138000", "consent": True}
        late = server.do("appointment.book", {"appointment": number}, today(1), link=held.json["link"], person=person)
        assert late.json["key"] == "refusal.hold_expired"
        assert server.hold(600, today(1), service="card").status == 200
    finally:
        server.kill()


# ---------------------------------------------------------------- parts


def test_demo_clock_finds_an_open_hour() -> None:
    week = bank()
    for branch in week["branches"]:
        branch["hours"] = {day: [] for day in branch["hours"]}
        local = dt.datetime.now(dt.timezone.utc).weekday()
        branch["hours"][["mon", "tue", "wed", "thu", "fri", "sat", "sun"][(local + 3) % 7]] = ["09:00-12:00"]
    core_bank = lobby_native.Bank(json.dumps(week), "week.json")
    shift = demo.find_shift(core_bank, 0)
    assert 1.5 * 86_400_000 < shift < 4.5 * 86_400_000
    assert demo.find_shift(core_bank, shift) == shift  # open now: stays
    facts = core_bank.facts("east")
    moment = clock.Clock(shift).now()
    day = clock.local_date(moment, facts["time_zone"])
    begin = clock.moment(day, 9 * 60, clock.utc_offset_minutes(facts["time_zone"], day))
    assert abs(moment - (begin + 90 * 60_000)) < 5_000


def test_offsets_of_days() -> None:
    assert clock.utc_offset_minutes("Asia/Shanghai", dt.date(2026, 11, 21)) == 480
    assert clock.utc_offset_minutes("Europe/London", dt.date(2026, 7, 1)) == 60
    assert clock.utc_offset_minutes("America/St_Johns", dt.date(2026, 1, 1)) == -210
    assert clock.moment(dt.date(1970, 1, 2), 480, 480) == 86_400_000


def test_calendar_folding_keeps_characters_whole() -> None:
    line = "DESCRIPTION:" + "厅堂𠮷" * 40
    folded = calendar_file.fold(line)
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line
    assert calendar_file.escape("a;b,c\\d\r\ne\x07") == "a\\;b\\,c\\\\d\\ne"


def test_limit_recovers() -> None:
    limit = limits.Limit(burst=2, seconds=0.05)
    limit.take("a")
    limit.take("a")
    with pytest.raises(Problem):
        limit.take("a")
    limit.take("b")
    time.sleep(0.06)
    limit.take("a")


def test_languages() -> None:
    assert texts.choose_language(None) == "en"
    assert texts.choose_language("zh-Hans-CN,en;q=0.5") == "zh"
    assert texts.choose_language("en;q=0.1, zh;q=0.2") == "zh"
    assert texts.text("problem.too_many_tries.detail", "zh", {"seconds": 5}) == "尝试次数过多，请 5 秒后再试。"
