"""Feeds `lobby waits` line by line and reads each answer before the next line."""

from __future__ import annotations

import os
import selectors
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOBBY = Path(os.environ.get("LOBBY_NATIVE", ROOT / "build" / "native")) / "lobby"


class Waits:
    """`lobby waits` with further words."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [LOBBY, "waits", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )
        self.ready = selectors.DefaultSelector()
        self.ready.register(self.process.stdout, selectors.EVENT_READ)

    def send(self, line: str) -> None:
        self.process.stdin.write(line.encode())

    def answer(self, seconds: float = 30) -> str:
        """The next line; it must come although nothing more is sent."""
        text = b""
        while not text.endswith(b"\n"):
            assert self.ready.select(seconds), "no answer before the next line"
            text += self.process.stdout.read(1)
        return text.decode().rstrip("\n")

    def end(self) -> tuple[str, str]:
        out, problems = self.process.communicate(timeout=60)
        return out.decode(), problems.decode()
