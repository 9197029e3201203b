"""The `lobby` command as a person meets it in a terminal: what it prints and its exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOBBY = Path(os.environ.get("LOBBY_NATIVE", ROOT / "build" / "native")) / "lobby"
ELDERLY = str(ROOT / "scenarios" / "elderly-papers.json")
COMPLAINT = str(ROOT / "scenarios" / "long-wait-complaint.json")


def lobby(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([LOBBY, *words], input=stdin, capture_output=True, text=True, timeout=60, check=False)


def test_without_a_command_it_helps_and_fails() -> None:
    done = lobby()
    assert done.returncode == 2 and "Usage: lobby COMMAND" in done.stderr and done.stdout == ""


# ---------------------------------------------------------------- check


def test_check_knows_a_bank_file(tmp_path: Path) -> None:
    good = lobby("check", str(ROOT / "assets" / "demo-bank.json"))
    assert good.returncode == 0 and good.stdout == "1 bank, 0 problems\n"
    bank = json.loads((ROOT / "assets" / "demo-bank.json").read_text(encoding="utf-8"))
    bank["branches"][0]["counters"][0]["serves"] = ["gold"]
    wrong = tmp_path / "bank.json"
    wrong.write_text(json.dumps(bank, indent=1), encoding="utf-8")
    done = lobby("check", str(wrong), ELDERLY)
    assert done.returncode == 1
    assert re.search(rf"^{wrong}:\d+:\d+: /branches/0/counters/0/serves/0: .*gold", done.stdout, re.MULTILINE)
    assert re.search(r"^1 scenario, 1 bank, \d+ problems?$", done.stdout, re.MULTILINE)


def test_check_tells_of_two_files_with_one_id(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes(Path(ELDERLY).read_bytes())
    done = lobby("check", ELDERLY, str(copy))
    assert done.returncode == 1
    assert done.stdout == f"{copy}: the id elderly-papers is that of {ELDERLY}, too\n2 scenarios, 1 problem\n"


def test_check_of_nothing_fails(tmp_path: Path) -> None:
    assert lobby("check", str(tmp_path)).returncode == 1
    missing = lobby("check", str(tmp_path / "no.json"))
    assert missing.returncode == 1 and "cannot be read" in missing.stdout


# ---------------------------------------------------------------- play

IDS = re.compile(r"\b[a-z]+_[a-z_]+\b|\b(angry|annoyed|calm|uneasy|furious|none|gold|met|missed|partly|violated)\b")


@pytest.mark.parametrize("scene", [ELDERLY, COMPLAINT])
def test_play_in_chinese_says_no_ids(scene: str) -> None:
    done = lobby("play", scene, stdin="/smile 您好，请坐\n1\n2\n1\n/end\n")
    assert done.returncode == 0
    assert not IDS.search(done.stdout), IDS.search(done.stdout)
    assert "总分" in done.stdout and "先问候" in done.stdout


def test_play_in_english_speaks_english() -> None:
    done = lobby("play", ELDERLY, "--lang", "en", stdin="1\n1\n1\n")
    assert "Greets first" in done.stdout and not re.search(r"\b[a-z]+_[a-z_]+\b", done.stdout)


def test_a_scene_only_in_chinese_says_so_and_is_played_in_chinese() -> None:
    chinese = str(ROOT / "scenarios" / "drill-fee.json")
    done = lobby("play", chinese, "--lang", "en", stdin="1\n/end\n")
    first, rest = done.stdout.split("\n", 1)
    assert first == "This scene is only in Chinese: it is shown in Chinese."
    assert rest == lobby("play", chinese, stdin="1\n/end\n").stdout
    assert "only in Chinese" not in lobby("play", ELDERLY, "--lang", "en", stdin="/end\n").stdout


def test_what_was_missed_and_what_went_wrong_is_explained() -> None:
    done = lobby("play", ELDERLY, "--lang", "en", stdin="随便你\n/end\n")
    assert "Is cold, or gives up without a reason." in done.stdout
    assert "Repeats what the customer said so that it can be confirmed." in done.stdout


@pytest.mark.parametrize("leaving", ["", "/end\n"])
def test_leaving_is_not_the_customer_walking_out(leaving: str) -> None:
    unsaid = lobby("play", COMPLAINT, stdin=leaving)
    assert unsaid.returncode == 0
    assert "不评分" in unsaid.stdout and "总分" not in unsaid.stdout and "结局" not in unsaid.stdout
    said = lobby("play", COMPLAINT, stdin="您好，让您久等了，非常抱歉。\n" + leaving)
    assert "中途离开" in said.stdout and "总分" in said.stdout and "结局" not in said.stdout


def test_actions_are_listed_in_words() -> None:
    done = lobby("play", ELDERLY, stdin="/dance\n")
    assert "没有这个动作: /dance" in done.stdout and "/offer_seat  请坐" in done.stdout
