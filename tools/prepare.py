"""Makes a Debian 12 machine and a clone ready: packages, sources, dependencies, builds.

`ensure("serve")` prepares what `serve.py` needs, `ensure("tests")` what `tests/run` needs as well. Standard library
only, since nothing may be installed yet. Nothing is done twice: a prepared clone is answered in a fraction of a second.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import sources

ROOT = Path(__file__).resolve().parent.parent

# package -> (why it is needed, a command that proves another copy of it is there already, or None)
SERVE_PACKAGES: dict[str, tuple[str, str | None]] = {
    "g++": ("compiles the core", "g++"),
    "cmake": ("drives the builds", "cmake"),
    "ninja-build": ("drives the builds", "ninja"),
    "emscripten": ("compiles the page to WebAssembly", "emcc"),
    "node-acorn": ("Emscripten's optimiser", None),
    "dpkg-dev": ("unpacks the two source packages", "dpkg-source"),
    "libcereal-dev": ("serialisation", None),
    "rapidjson-dev": ("reads hand-written JSON", None),
    "pybind11-dev": ("the core as a Python extension", None),
    "python3-dev": ("the core as a Python extension", None),
    "python3-aiohttp": ("the web server", None),
    "python3-argon2": ("staff passwords", None),
    "python3-segno": ("QR codes", None),
    "python3-brotli": ("compresses the page", None),
    "python3-fonttools": ("cuts the fallback font to size", None),
    "fonts-noto-cjk": ("the fallback font is cut from it", None),
    "tzdata": ("time zones of branches", None),
}
TEST_PACKAGES: dict[str, tuple[str, str | None]] = {
    "googletest": ("tests of the core", None),
    "libfreetype-dev": ("draws the kit's test pictures", None),
    "clang": ("fuzzers", "clang++"),
    "libclang-rt-14-dev": ("fuzzers", None),
    "clang-format": ("checks the format", "clang-format"),
    "python3-pytest": ("tests of the server", None),
    "python3-icalendar": ("reads calendar files back", None),
    "python3-jsonschema": ("checks the API description", None),
    "zbar-tools": ("reads QR codes back", "zbarimg"),
    "chromium": ("tests of the page", "chromium"),
    "npm": ("tests of the page", "npm"),
}

Report = Callable[[str], None]


class PrepareError(Exception):
    """Something could not be made ready; the text says what, why and what to do."""


@dataclass(frozen=True)
class Prepared:
    native: Path  # holds the lobby command and the server's extension
    web: Path  # the built static site


def environment() -> dict[str, str]:
    """The environment of every tool we run: the distribution's tools first, whatever else stands on PATH."""
    env = dict(os.environ)
    env["PATH"] = "/usr/bin:/bin:/usr/sbin:/sbin:" + env.get("PATH", "")
    # emcc's optimiser requires acorn, which a node other than Debian's does not find by itself.
    env["NODE_PATH"] = "/usr/share/nodejs" + (":" + env["NODE_PATH"] if env.get("NODE_PATH") else "")
    env.pop("PYTHONHOME", None)
    return env


# ---------------------------------------------------------------- packages


def _missing(packages: dict[str, tuple[str, str | None]]) -> list[str]:
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    installed = {line.split()[0] for line in asked.splitlines() if line.endswith(" installed")}
    path = environment()["PATH"]
    return [
        name
        for name, (_, command) in packages.items()
        if name not in installed and not (command and shutil.which(command, path=path))
    ]


def install_packages(packages: dict[str, tuple[str, str | None]], report: Report) -> None:
    missing = _missing(packages)
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise PrepareError("this is not a Debian system; install by hand what corresponds to: " + " ".join(missing))
    report(f"{len(missing)} packages are missing:")
    for name in missing:
        report(f"  {name:<20} {packages[name][0]}")
    prefix: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            raise PrepareError(
                "you are not root and there is no sudo; as root run:\n  apt-get install --no-install-recommends "
                + " ".join(missing)
            )
        prefix = ["sudo"]
        report("installing them through sudo (it may ask for your password)")
    else:
        report("installing them")
    env = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    assignments = ["env", *(f"{key}={value}" for key, value in env.items())]
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        # Another apt may hold the lock for a moment on a machine that has just started.
        command = [*prefix, *assignments, "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", *arguments]
        with tempfile.TemporaryFile("w+") as log:
            if subprocess.run(command, stdout=log, stderr=log, check=False).returncode:
                log.seek(0)
                raise PrepareError(f"`{' '.join(command)}` failed:\n{log.read()[-3000:]}")


# ---------------------------------------------------------------- running a build with progress


def _run(command: list[str], title: str, report: Report, cwd: Path = ROOT, extra: dict[str, str] | None = None) -> None:
    """Runs a tool; shows ninja's and make's own counting as progress, and its output only when it fails."""
    started = time.monotonic()
    output: list[str] = []
    shown = -1
    live = sys.stdout.isatty()
    with subprocess.Popen(
        command,
        cwd=cwd,
        env={**environment(), **(extra or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            output.append(line)
            counted = re.match(r"\[(\d+)/(\d+)\]", line)
            if not counted:
                continue
            percent = 100 * int(counted[1]) // max(1, int(counted[2]))
            if live:
                print(f"\r  {title}: {percent:3d} %", end="", flush=True)
            elif percent // 25 > shown:
                shown = percent // 25
                report(f"  {title}: {percent} %")
    if live:
        print("\r" + " " * (len(title) + 12) + "\r", end="")
    if process.returncode:
        raise PrepareError(f"{title} failed (`{' '.join(command)}`):\n{''.join(output)[-6000:]}")
    report(f"  {title}: done in {time.monotonic() - started:.0f} s")


def _jobs() -> str:
    return str(os.cpu_count() or 2)


# ---------------------------------------------------------------- SDL2 for the page, built once per toolchain

# What the page does not use is left out: it makes the download smaller.
SDL2_OPTIONS = [
    "-DCMAKE_BUILD_TYPE=MinSizeRel",
    "-DSDL_SHARED=OFF",
    "-DSDL_STATIC=ON",
    "-DSDL_TEST=OFF",
    *(
        f"-DSDL_{part}=OFF"
        for part in (
            "AUDIO JOYSTICK HAPTIC SENSOR HIDAPI POWER RENDER LOCALE MISC THREADS".split()
        )
    ),
]


def _sdl2(source: Path, report: Report) -> Path:
    env = environment()
    emcc = subprocess.run(["emcc", "--version"], capture_output=True, text=True, env=env, check=False)
    if emcc.returncode:
        raise PrepareError("emcc does not run:\n" + emcc.stderr)
    key = hashlib.sha256("\n".join([source.name, emcc.stdout.splitlines()[0], *SDL2_OPTIONS]).encode()).hexdigest()[:12]
    target = sources.cache_root() / "deps" / f"sdl2-{key}"
    if target.is_dir():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        build, install = Path(scratch) / "build", Path(scratch) / "install"
        _run(
            ["emcmake", "cmake", "-G", "Ninja", "-S", str(source), "-B", str(build), f"-DCMAKE_INSTALL_PREFIX={install}"]
            + SDL2_OPTIONS,
            "configuring SDL2 for WebAssembly",
            report,
        )
        _run(["cmake", "--build", str(build), "-j", _jobs(), "--target", "install"], "building SDL2", report)
        with contextlib.suppress(OSError):  # another process may have been faster
            install.rename(target)
    return target


# ---------------------------------------------------------------- the builds

NATIVE_INPUTS = ["CMakeLists.txt", "CMakePresets.json", "cmake", "core", "cli", "assets/strings", "assets/speech", "tools/speech", "server/extension"]
WEB_INPUTS = ["CMakeLists.txt", "CMakePresets.json", "cmake", "core", "ui", "web", "assets", "tools/speech", "scenarios"]


def _fingerprint(inputs: list[str]) -> str:
    """Of names, sizes and times of the sources: tells whether a build is still good without starting ninja."""
    digest = hashlib.sha256()
    for name in inputs:
        top = ROOT / name
        files = [top] if top.is_file() else sorted(path for path in top.rglob("*") if path.is_file())
        for path in files:
            if "__pycache__" in path.parts:
                continue
            stat = path.stat()
            digest.update(f"{path.relative_to(ROOT)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _build(preset: str, inputs: list[str], options: list[str], targets: list[str], report: Report) -> None:
    folder = ROOT / "build" / preset
    stamp = folder / f".prepared-{'-'.join(targets) or 'all'}"
    fingerprint = _fingerprint(inputs) + "\n" + "\n".join(options)
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return
    _run(["cmake", "--preset", preset, *options], f"configuring {preset}", report)
    chosen = [word for target in targets for word in ("--target", target)]
    _run(["cmake", "--build", "--preset", preset, "-j", _jobs(), *chosen], f"building {preset}", report)
    stamp.write_text(fingerprint)


@contextlib.contextmanager
def _lock() -> Iterator[None]:
    """Two starts at once in one clone build one after the other."""
    folder = ROOT / "build"
    try:
        folder.mkdir(exist_ok=True)
        with open(folder / ".lock", "w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
    except PermissionError as error:
        raise PrepareError(f"cannot write below {folder}: {error.strerror}") from error


def ensure(purpose: str, report: Report = print) -> Prepared:
    """Makes ready for "serve" or "tests". Raises PrepareError."""
    packages = dict(SERVE_PACKAGES)
    if purpose == "tests":
        packages |= TEST_PACKAGES
    install_packages(packages, report)
    with _lock():
        try:
            found = sources.ensure(report)
        except sources.SourceError as error:
            raise PrepareError(str(error)) from error
        sdl2 = _sdl2(found["sdl2"], report)
        imgui = f"-DFETCHCONTENT_SOURCE_DIR_IMGUI={found['imgui']}"
        _build("native", NATIVE_INPUTS, [imgui], ["lobby", "lobby_native"], report)
        _build("web", WEB_INPUTS, [imgui, f"-DLOBBY_SDL2={sdl2}"], ["site"], report)
    return Prepared(native=ROOT / "build/native", web=ROOT / "build/web/site")


if __name__ == "__main__":
    try:
        ensure(sys.argv[1] if len(sys.argv) > 1 else "serve", report=lambda text: print(text, flush=True))
    except PrepareError as problem:
        sys.exit(f"error: {problem}")
