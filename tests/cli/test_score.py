"""`lobby score`: one transcript, and recorded contacts by the thousand."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOBBY = Path(os.environ.get("LOBBY_NATIVE", ROOT / "build" / "native")) / "lobby"


def contact(*said: str, rubric: str = "counter") -> str:
    turns = [{"who": "staff", "text": text} for text in said]
    return json.dumps({"rubric": rubric, "context": [], "turns": turns}, ensure_ascii=False)


KIND = contact("您好，请问您今天办理什么业务？", "谢谢您的配合，请慢走，欢迎下次光临。")
RUDE = contact("这事不归我管，找领导去")


def score(*args: str, given: str = "") -> tuple[subprocess.CompletedProcess[str], list[dict]]:
    done = subprocess.run([LOBBY, "score", *args], input=given, capture_output=True, text=True, timeout=120, check=False)
    return done, [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def test_contacts_are_scored_line_by_line_as_one_by_one(tmp_path: Path) -> None:
    done, answers = score("--batch", "-", "--summary", str(tmp_path / "s.json"), given=f"{KIND}\n\n{RUDE}\n")
    assert done.returncode == 0, done.stderr
    assert [answer["line"] for answer in answers] == [1, 3]
    (tmp_path / "kind.json").write_text(KIND, encoding="utf-8")
    assert score(str(tmp_path / "kind.json"))[1] == [answers[0]["report"]]
    summary = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert summary["contacts"] == 2 and summary["passed"] == 0 and summary["faults"] == {"pass_buck": 1}
    assert abs(summary["mean"] - sum(answer["report"]["total"] for answer in answers) / 2) <= 0.006
    assert summary["checks"]["greet_first"] == {"asked": 2, "met": 1, "partly": 0, "missed": 1, "violated": 0}
    assert sum(summary["grades"].values()) == 2


def test_a_line_that_cannot_be_scored_is_named_and_the_others_are_scored() -> None:
    wrong = contact("您好", rubric="shop")
    done, answers = score("--batch", "-", given=f"{KIND}\n{wrong}\nnonsense\n{RUDE}\n")
    assert done.returncode == 1
    assert [answer["line"] for answer in answers] == [1, 4]
    assert "line 2: rubric: \"shop\"" in done.stderr and "line 3: " in done.stderr


def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    lines = "".join(contact(f"您好，请问您今天办理什么业务？{i}") + "\n" for i in range(300))
    file = tmp_path / "contacts.jsonl"
    file.write_text(lines, encoding="utf-8")

    def drawn(*args: str) -> list[int]:
        return [answer["line"] for answer in score("--batch", str(file), "--sample", "20", *args)[1]]

    first = drawn()
    assert len(first) == 20 and first == sorted(set(first)) and first == drawn("--seed", "1")
    assert first != drawn("--seed", "2") and max(first) > 100
    assert len(score("--batch", str(file), "--sample", "1000")[1]) == 300


def test_thousands_in_a_batch() -> None:
    done, answers = score("--batch", "-", given=(KIND + "\n") * 3000)
    assert done.returncode == 0 and len(answers) == 3000


def test_misuse_says_so() -> None:
    assert "needs one transcript" in score()[0].stderr
    assert "belong to --batch" in score("--sample", "3", "x.json")[0].stderr
    assert "whole number" in score("--batch", "-", "--sample", "many")[0].stderr
    assert "cannot read" in score("--batch", "/nonexistent/contacts")[0].stderr
