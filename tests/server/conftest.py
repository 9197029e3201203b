from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from lobby import Lobby, bank  # noqa: E402

STAFF = {
    "tina": ("teller", "east"),
    "tom": ("teller", "east"),
    "wes": ("teller,lobby", "west"),
    "lou": ("lobby", "east"),
    "max": ("manager", "east"),
    "tracy": ("trainer", "all"),
}


@pytest.fixture(scope="session")
def bank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bank") / "bank.json"
    file.write_text(json.dumps(bank(), ensure_ascii=False), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def lobby(bank_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lobby]:
    """A server with a bank of its own and staff, shared by the tests that do not stop it."""
    server = Lobby(tmp_path_factory.mktemp("shared") / "data", "--bank", str(bank_file))
    for user, (roles, branch) in STAFF.items():
        done = server.once("--add-staff", user, "--roles", roles, "--branch", branch, stdin=f"secret-of-{user}\n")
        assert done.returncode == 0, done.stderr
    server.start()
    yield server
    server.stop()
    assert "Traceback" not in server.log.read_text(), server.log.read_text()


@pytest.fixture
def own(bank_file: Path, tmp_path: Path) -> Iterator[Lobby]:
    """A server of the test's own, not started yet."""
    server = Lobby(tmp_path / "data", "--bank", str(bank_file))
    yield server
    if server.process is not None and server.process.poll() is None:
        server.kill()
