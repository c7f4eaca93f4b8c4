"""Office files become PDFs by LibreOffice: a fresh profile each time, no network, limits."""

import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.conversion.errors import ConversionFailed

_ROOT = Path(__file__).resolve().parents[2]
_POLL_SECONDS = 0.05
_log = logging.getLogger(__name__)
# LibreOffice takes a core and half a gigabyte: one after the other.
turn = threading.Lock()

# No macros, no links followed, no active content, whatever the file asks for.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""  # noqa: E501 - the format of LibreOffice's registry


@dataclass(frozen=True, slots=True)
class Limits:
    """What one conversion may use: `seconds` of wall clock and of CPU, MiB of address space."""

    seconds: int = 120
    memory_mb: int = 4096


def converter() -> str | None:
    """Return the path of LibreOffice on this machine, None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(source: Path, extension: str, target: Path, limits: Limits | None = None) -> None:
    """Write the PDF of the office file `source` (of type `extension`) to `target`.

    Raises:
        ConversionFailed: LibreOffice is missing, takes too long, or cannot read the file.
    """
    program = converter()
    if program is None:
        raise ConversionFailed("no_converter")
    with turn, TemporaryDirectory(prefix="ecabinet-office-") as folder:
        place = Path(folder)
        # Its own copy under a plain name: the blob is never handed to a program that may lock it.
        shutil.copyfile(source, place / f"paper.{extension}")
        _prepare(place / "profile")
        _run(program, place, f"paper.{extension}", limits or Limits())
        made = place / "paper.pdf"
        if not made.is_file() or not made.stat().st_size:
            raise ConversionFailed("failed")
        shutil.move(made, target)


def _prepare(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE)


def _run(program: str, place: Path, name: str, limits: Limits) -> None:
    command = [
        program,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        "--convert-to", "pdf", "--outdir", str(place), str(place / name),
    ]  # fmt: skip
    if not run_alone(command, place, name, limits):
        raise ConversionFailed("timeout")


def run_alone(command: list[str], place: Path, name: str, limits: Limits) -> bool:
    """Run a foreign program in the folder `place`, limited and without network, and end it.

    Returns whether it ended in time by itself; what it made is for the caller to look at.
    """
    alone = [
        sys.executable, "-m", "documents.conversion.alone",
        str(limits.seconds), str(limits.memory_mb), *command,
    ]  # fmt: skip
    environment = {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": str(place),
        "TMPDIR": str(place),
        "PYTHONPATH": str(_ROOT),
    }
    with (place / "complaints").open("wb") as complaints:
        process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            alone,
            cwd=place,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=complaints,
            stderr=complaints,
            start_new_session=True,
        )
        try:
            in_time = _wait(process, limits.seconds)
        finally:
            _kill(process)
    complaint = (place / "complaints").read_text(errors="replace").strip()[-500:]
    if complaint:
        _log.info("%s of %s, status %s: %s", command[0], name, process.returncode, complaint)
    return in_time


def _wait(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    end = time.monotonic() + seconds
    while process.poll() is None:
        if time.monotonic() > end:
            return False
        time.sleep(_POLL_SECONDS)
    return process.returncode != -signal.SIGXCPU


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End the whole group: LibreOffice starts a second process that would live on."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()
