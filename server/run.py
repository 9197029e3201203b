"""From options to a running server and back: the messages of the start, the socket, the signals, the exit code."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import getpass
import logging
import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

from aiohttp import web

from server import ROOT, accounts, demo, version
from server import native as native_module
from server.app import Options, Server
from server.commands import Staff
from server.store import StoreError

log = logging.getLogger("lobby")

WRONG_FILE = 2


def run(options: argparse.Namespace, native: Path | None, site: Path) -> int:
    """0 when all went well, 1 when the server cannot run, 2 when the bank file is wrong."""
    if options.check:
        return _check(Path(options.check), native)
    os.umask(0o077)  # the data are people's
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S", stream=sys.stdout)
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a client's broken request is not our error
    try:
        server = Server(
            Options(
                bank=Path(options.bank) if options.bank else ROOT / "assets" / "demo-bank.json",
                data=Path(options.data),
                web=site,
                native=native,
                demo=options.demo,
                demo_clock=options.demo_clock,
                webhook=options.webhook,
                behind_proxy=options.behind_proxy,
                public_url=options.public_url.rstrip("/"),
            )
        )
    except UnicodeDecodeError:
        return _fail(f"{options.bank}: is not text in UTF-8", WRONG_FILE)
    except (StoreError, OSError) as error:
        return _fail(f"serve.py: {error}")
    except ImportError as error:
        return _fail(f"serve.py: the core's extension cannot be loaded: {error}")
    except Exception as error:
        if type(error).__name__ != "BankError":
            raise
        return _fail(_problems(error), WRONG_FILE)
    if options.add_staff or options.kiosk_code:
        code = _add_staff(server, options) if options.add_staff else _kiosk_code(server, options.kiosk_code)
        server.store.close()
        return code
    return asyncio.run(_serve(server, options))


def _fail(message: str, code: int = 1) -> int:
    print(message, file=sys.stderr)
    return code


def _problems(error: Exception) -> str:
    """What the core's BankError says: one line per problem, with file, line and column."""
    return "\n".join(problem[4] for problem in error.args[0])


# ---------------------------------------------------------------- the single jobs


def _check(file: Path, folder: Path | None) -> int:
    try:
        core = native_module.load(folder)
    except ImportError as error:
        return _fail(f"serve.py: the core's extension cannot be loaded: {error}")
    try:
        bank = core.Bank(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError:
        return _fail(f"{file}: is not text in UTF-8")
    except OSError as error:
        return _fail(f"serve.py: --check: cannot read {file}: {(error.strerror or str(error)).lower()}")
    except core.BankError as error:
        return _fail(_problems(error))
    count = len(bank.branches)
    print(f"{file}: a bank file without problems, {count} branch{'' if count == 1 else 'es'}: {', '.join(bank.branches)}")
    return 0


def _add_staff(server: Server, options: argparse.Namespace) -> int:
    user, roles = options.add_staff, [role.strip() for role in options.roles.split(",") if role.strip()]
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", user):
        return _fail("serve.py: --add-staff: a user is 1-64 of A-Z a-z 0-9 . _ -")
    unknown = [role for role in roles if role not in accounts.ROLES]
    if unknown or not roles:
        return _fail(f"serve.py: --roles: unknown role {unknown[:1]}; there are {', '.join(accounts.ROLES)}")
    branches = list(server.bank.branches)
    home = branches[0] if options.branch == "all" or (options.branch is None and len(branches) == 1) else options.branch
    if home not in branches:
        return _fail(f"serve.py: --branch: must be `all` or one of {', '.join(branches)}")
    password = getpass.getpass(f"Password for {user}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if not 8 <= len(password) <= 200:
        return _fail("serve.py: a password has 8 to 200 characters")
    staff = Staff(user, options.name or user, roles, home, anywhere=options.branch == "all")

    def work() -> None:
        with server.store.transaction() as db:
            accounts.put_staff(db, staff, accounts.hash_password(password))

    server.store.call(work)
    print(f"{user} may log in as {', '.join(roles)} of {'every branch' if staff.anywhere else home}.")
    return 0


def _kiosk_code(server: Server, branch: str) -> int:
    if branch not in server.bank.branches:
        return _fail(f"serve.py: --kiosk-code: must be one of {', '.join(server.bank.branches)}")

    def work() -> str:
        with server.store.transaction() as db:
            return accounts.new_kiosk_code(db, server.store, branch)[0]

    print(f"{server.store.call(work)}  enrols one kiosk of {branch} within 15 minutes, at /kiosk")
    return 0


# ---------------------------------------------------------------- serving


async def _serve(server: Server, options: argparse.Namespace) -> int:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    # Bodies are taken as they are: a small one that unpacks to a huge one is not JSON.
    runner = web.AppRunner(server.application(), access_log=None, auto_decompress=False)
    await runner.setup()
    try:
        site = web.TCPSite(runner, options.host, options.port, shutdown_timeout=0.5)
        await site.start()
    except OSError as error:
        await runner.shutdown()  # aiohttp leaves it out where no site has started; it ends what runs beside
        await runner.cleanup()
        where = f"{options.host}:{options.port}"
        if isinstance(error, OSError) and "address already in use" in str(error).lower():
            return _fail(f"serve.py: {where} is in use by another program; choose another with --port")
        return _fail(f"serve.py: cannot listen on {where}: {error.strerror or error}")
    _greet(server, _address(runner))
    await stopped.wait()
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(runner.cleanup(), 5)
    print("Stopped.", flush=True)
    return 0


def _address(runner: web.AppRunner) -> str:
    host, port, *_ = runner.addresses[0]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _greet(server: Server, address: str) -> None:
    lines: list[Any] = [f"Lobby {version()} is at {address}/"]
    if server.people is not None:
        lines.append("This is the demo: its customers and tellers are simulated, and everybody knows its passwords.")
        lines.append(f"  {'page':<8}{'user':<9} {'password':<14} may work as")
        for user, password, _, roles in demo.ACCOUNTS:
            lines.append(
                f"  {'/train' if user == 'trainer' else '/desk':<8}{user:<9} {password:<14} {', '.join(roles)}"
            )
        for branch, code in server.kiosk_codes:
            lines.append(f"  /kiosk  {code}  enrols one kiosk of {branch}, today")
        if server.clock.shift:
            ahead = round(server.clock.shift / 3_600_000, 1)
            lines.append(
                f"The first branch would be closed now: the demo's clock is {ahead} hours ahead (--demo-clock real)."
            )
    elif not server.has_staff():
        lines.append("There is no staff account yet: ./serve.py --bank FILE --add-staff USER --roles …")
    if not server.alone:
        lines.append(f"Another server uses {server.options.data} already: both serve the same bank and see each other's")
        lines.append("changes. That one opens the days and sends the messages; this one takes over when it ends.")
        if server.people is not None:
            lines.append("The kiosk codes above are further ones; those it printed stay valid.")
    lines += [f"  not played: {problem}" for problem in server.training.problems]
    lines.append("Ctrl-C stops it.")
    print("\n".join(lines), flush=True)
