"""`lobby acts`: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOBBY = Path(os.environ.get("LOBBY_NATIVE", ROOT / "build" / "native")) / "lobby"


def acts(*lines: str, problems: int = 0) -> list[dict]:
    done = subprocess.run(
        [LOBBY, "acts"], input="".join(line + "\n" for line in lines), capture_output=True, text=True, timeout=60, check=False
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    reasons = [one["error"] for one in answers if "error" in one]
    assert len(reasons) == problems and done.returncode == (1 if problems else 0), done.stderr
    named = [line.split(": ", 2) for line in done.stderr.splitlines()]
    assert [(who, why) for who, _, why in named] == [("lobby acts", reason) for reason in reasons]
    return answers


def test_an_apology_and_a_fault_with_their_words() -> None:
    text = "很抱歉让您久等了，不过这事不归我管"
    (answer,) = acts(json.dumps({"text": text}, ensure_ascii=False))
    found = {one["id"]: one for one in answer["acts"] + answer["faults"]}
    assert set(found) == {"apologise", "pass_buck"} and answer["faults"][0]["id"] == "pass_buck"
    words = {name: text[slice(*one["span"])] for name, one in found.items()}
    assert words == {"apologise": "很抱歉让您久等了", "pass_buck": "不过这事不归我管"}
    assert all(0.5 <= one["confidence"] < 1 for one in found.values())


def test_spans_count_code_points_also_in_escaped_and_rare_characters() -> None:
    text = "𠮷先生😀，谢谢您的配合！"
    (answer,) = acts(json.dumps({"text": text}))
    (thank,) = [one for one in answer["acts"] if one["id"] == "thank"]
    assert "谢谢" in text[slice(*thank["span"])]


def test_the_customers_words_count() -> None:
    question = {"text": "卡昨天晚上被机器吞了，是吗？"}
    after = {**question, "previous": "我的卡昨天晚上被你们机器吞了"}
    (told,) = acts(json.dumps(after))
    assert "restate" in {one["id"] for one in told["acts"]}


def test_a_line_that_cannot_be_read_is_answered_and_the_next_one_too() -> None:
    answers = acts("nonsense", '{"text":3}', "[]", "", '{"text":"您好"}', '{"text":""}', problems=3)
    assert ["error" in one for one in answers] == [True, True, True, False, False]
    assert [one["id"] for one in answers[3]["acts"]] == ["greet"]
    assert answers[4] == {"acts": [], "faults": [], "unsure": []}


def test_a_long_line_is_read_and_an_endless_one_refused() -> None:
    long, endless = (json.dumps({"text": "您好。", "previous": "啊" * length}) for length in (8000, 16000))
    answers = acts(long, endless, '{"text":"请慢走"}', problems=1)
    assert [one["id"] for one in answers[0]["acts"]] == ["greet"]
    assert answers[1] == {"error": "the line is longer than 65536 bytes"}
    assert [one["id"] for one in answers[2]["acts"]] == ["farewell"]


def test_each_answer_comes_before_the_next_line_is_sent() -> None:
    with subprocess.Popen([LOBBY, "acts"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        for _ in range(3):
            process.stdin.write('{"text":"请慢走"}\n')
            process.stdin.flush()
            assert [one["id"] for one in json.loads(process.stdout.readline())["acts"]] == ["farewell"]
        process.stdin.write("x" * 70000 + "\n")
        process.stdin.flush()
        assert "error" in json.loads(process.stdout.readline())
        process.stdin.close()
        assert process.wait(10) == 1
