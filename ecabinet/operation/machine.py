"""Is this machine fit: folders, disk, clock, the programs that papers need."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from documents.conversion.office import converter
from ecabinet.operation.findings import Finding, bad, warn, well
from ecabinet.settings import Settings

LITTLE_BYTES, LITTLE_SHARE = 2 << 30, 0.10
SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
TIMES = ("Times New Roman", "Tinos", "Liberation Serif")
SECONDS = 20


def data_folder(settings: Settings) -> Iterator[Finding]:
    """Is the data folder there, ours, and closed to others?"""
    folder = settings.data_dir
    if not folder.is_dir():
        yield bad("data folder", f"{folder} is not there", "make it, or set ECABINET_DATA_DIR")
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield bad("data folder", f"{folder} cannot be written to", "give it to the product's user")
        return
    for path in (folder, folder / "secret_key", folder / "keys"):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o007:
            yield warn("data folder", f"{path} is open to every user", f"chmod o-rwx {path}")
            return
    yield well("data folder", str(folder))


def disk(settings: Settings) -> Iterator[Finding]:
    """Is there room for more papers?"""
    if not settings.data_dir.is_dir():
        return
    space = shutil.disk_usage(settings.data_dir)
    seen = f"{space.free / (1 << 30):.1f} GB of {space.total / (1 << 30):.0f} GB free"
    advice = "make room, or move the data folder to a larger disk"
    if space.free < LITTLE_BYTES:
        yield bad("disk", seen, advice)
    elif space.free < LITTLE_SHARE * space.total:
        yield warn("disk", seen, advice)
    else:
        yield well("disk", seen)


def clock(_settings: Settings) -> Iterator[Finding]:
    """Does somebody set the clock? Second factors and deadlines depend on it."""
    if SYNCHRONISED.exists() or _said("timedatectl", "show", "-p", "NTPSynchronized") == (
        "NTPSynchronized=yes"
    ):
        yield well("clock", "set by a time server")
    else:
        yield warn(
            "clock",
            "no sign of a time server",
            "install chrony or switch on systemd-timesyncd (in a container: on its host)",
        )


def office(_settings: Settings) -> Iterator[Finding]:
    """Is LibreOffice there, for Word, Excel and PowerPoint files?"""
    program = converter()
    if program is None:
        yield warn(
            "LibreOffice",
            "not installed: only PDF and pictures can be taken in",
            "apt install libreoffice-{writer,calc,impress}-nogui fonts-liberation",
        )
        return
    said = _said(program, "--version")
    yield (
        well("LibreOffice", said)
        if said
        else bad("LibreOffice", f"{program} does not start", "install it anew")
    )


def fonts(_settings: Settings) -> Iterator[Finding]:
    """Do office files find letters as wide as Times New Roman, with Vietnamese?"""
    found = _said("fc-match", "-f", "%{family[0]}", "Times New Roman:lang=vi")
    if found in TIMES:
        yield well("fonts", f"Times New Roman is shown in {found}")
    else:
        yield warn(
            "fonts",
            f"Times New Roman is shown in {found or 'whatever there is'}",
            "apt install fonts-liberation: pages of office files break elsewhere otherwise",
        )


def alone(_settings: Settings) -> Iterator[Finding]:
    """Does the kernel let us cut strangers' files off from the network?"""
    code = "from documents.conversion.alone import leave_the_network as leave; exit(not leave())"
    done = subprocess.run([sys.executable, "-c", code], timeout=SECONDS, check=False)  # noqa: S603
    if done.returncode:
        yield warn(
            "sandbox",
            "LibreOffice keeps the network while it opens a stranger's file",
            "allow user namespaces: sysctl kernel.unprivileged_userns_clone=1",
        )
    else:
        yield well("sandbox", "strangers' files are opened without network")


def _said(*command: str) -> str:
    """Return what a program prints; empty when there is none or it fails."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            [program, *command[1:]], cwd="/", capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode(errors="replace").strip() if not done.returncode else ""
