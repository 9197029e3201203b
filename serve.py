#!/usr/bin/env python3
"""Starts Lobby: prepares what is missing, then serves the page and its API. `./serve.py --help` says how.

Standard library only up to the point where everything is in place: this file may be run by any python.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # the distribution's, which has the packages
sys.path.insert(0, str(ROOT))

EXAMPLES = """examples:
  ./serve.py                                     the demo on http://127.0.0.1:8080
  ./serve.py --check my-bank.json                is the bank file right? serves nothing
  ./serve.py --bank my-bank.json                 your own bank, nobody simulated
  ./serve.py --bank my-bank.json --demo --data trial   your own bank with simulated people, to try it
  ./serve.py --bank my-bank.json --add-staff wang --roles teller,lobby --branch centre
  ./serve.py --bank my-bank.json --kiosk-code centre
  ./serve.py --bank my-bank.json --behind-proxy --public-url https://lobby.example \\
             --webhook http://127.0.0.1:9000/messages

docs/operate.md says the rest."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the list of all options would hide it."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"serve.py: {message.removeprefix('argument ')}\nTry ./serve.py --help.\n")


def port(word: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word) <= 65535):
        raise argparse.ArgumentTypeError(f"must be a whole number from 0 to 65535, not {word}")
    return int(word)


def readable(option: str, file: str) -> None:
    """Ends the program unless the file can be read, before anything is installed or built for it."""
    try:
        with open(file, "rb"):
            return
    except OSError as error:
        sys.exit(f"serve.py: {option}: cannot read {file}: {(error.strerror or str(error)).lower()}")


def arguments(words: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="serve.py",
        description="Lobby · 厅堂: appointments, tickets, hall screens, desks and training of a bank's branches.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--bank", metavar="FILE", help="the bank file (JSON); without it the demo bank is served")
    add("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    add("--check", metavar="FILE", help="check a bank file, say what is wrong with it, then end (exit code 0 or 1)")
    add("--port", type=port, default=8080, help="port to listen on, 0 for any free one (default: %(default)s)")
    add("--data", metavar="DIR", default=str(ROOT / "data"), help="where the database lies (default: data)")
    add("--demo", action="store_true", help="simulated people and demo accounts with --bank too")
    add("--no-demo", action="store_true", help="nobody simulated; what --bank means already")
    add(
        "--demo-clock",
        choices=("auto", "real"),
        default="auto",
        help="auto: when the first branch is closed now, the demo's clock goes forward to an open hour (default)",
    )
    add("--webhook", metavar="URL", default="", help="where messages to customers are posted; else they are logged")
    add("--behind-proxy", action="store_true", help="trust X-Forwarded-For and X-Forwarded-Proto")
    add("--public-url", metavar="URL", default="", help="the page's address in messages and QR codes")
    add("--add-staff", metavar="USER", help="add or change an account, then end; the password is asked or read")
    add("--name", help="the person's name, with --add-staff (default: USER)")
    add("--roles", default="teller", help="with --add-staff: of teller,lobby,manager,trainer (default: %(default)s)")
    add("--branch", help="with --add-staff: the home branch, or `all` to work in every branch")
    add("--kiosk-code", metavar="BRANCH", help="print a code that enrols a kiosk, then end")
    add("--version", action="store_true", help="print the version, then end")
    options = parser.parse_args(words)
    if options.no_demo and not options.bank:
        parser.error("--no-demo needs --bank FILE: without the demo there is no bank to serve")
    if options.no_demo and options.demo:
        parser.error("--demo and --no-demo exclude each other")
    options.demo = not options.no_demo and (options.demo or not options.bank)
    if options.webhook and not options.webhook.startswith(("http://", "https://")):
        parser.error("--webhook: must begin with http:// or https://")
    if options.public_url and not options.public_url.startswith(("http://", "https://")):
        parser.error("--public-url: must begin with http:// or https://")
    if options.check:
        readable("--check", options.check)
    elif options.bank:
        readable("--bank", options.bank)
    return options


def prepared() -> tuple[Path | None, Path]:
    """Folders of the extension and of the page. LOBBY_NATIVE and LOBBY_WEB name a developer's own."""
    native, web = os.environ.get("LOBBY_NATIVE"), os.environ.get("LOBBY_WEB")
    if native and web:
        return Path(native), Path(web)
    from tools import prepare

    try:
        ready = prepare.ensure("serve", report=lambda text: print(text, flush=True))
    except prepare.PrepareError as error:
        sys.exit(f"serve.py: {error}")
    return Path(native) if native else ready.native, Path(web) if web else ready.web


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = arguments(sys.argv[1:])
    if options.version:
        from server import version

        print(f"Lobby {version()}")
        return
    native, web = prepared()
    if os.path.realpath(sys.executable) != os.path.realpath(PYTHON):
        # Another python started us; the packages and the extension belong to the distribution's.
        environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
        if not os.path.exists(PYTHON):
            sys.exit(f"serve.py: {PYTHON} is missing: install the package python3")
        os.execve(PYTHON, [PYTHON, str(ROOT / "serve.py"), *sys.argv[1:]], environment)
    from server import run

    sys.exit(run.run(options, native, web))


if __name__ == "__main__":
    main()
