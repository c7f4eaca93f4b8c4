"""A Debian of its own in a folder, booted with systemd, on a machine that need not have systemd.

Needs root, `debootstrap` and `systemd-container`. The network is this machine's: its ports 80, 443,
5432, 6379 and 8000 must be free.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path("/etc/apt")
PARTS = "systemd,systemd-sysv,dbus,ca-certificates"
PORTS = (80, 443, 5432, 6379, 8000)
AUTHORITIES = Path("/usr/local/share/ca-certificates")
ENVIRONMENT = ("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "HOME=/root", "TERM=dumb")


@dataclass(frozen=True)
class Machine:
    """A booted Debian: its folder, and the process that is its first one."""

    root: Path
    init: int

    def run(self, script: str, told: str = "", where: str = "/root") -> Iterator[str]:
        """Run a script as root; gives its lines as they come. Raises CalledProcessError."""
        path = self.root / "root/script.sh"
        path.write_text(f"set -euo pipefail\ncd {where}\n{script}\n", encoding="utf-8")
        command = [
            "nsenter",
            f"--target={self.init}",
            "--mount",
            "--uts",
            "--ipc",
            "--net",
            "--pid",
            "--root",
        ]
        command += ["--wd", "env", "-i", *ENVIRONMENT, "DEBIAN_FRONTEND=noninteractive"]
        command += ["bash", "/root/script.sh"]
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # no terminal: passwords are read from what is told
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(told)
            process.stdin.close()
            for line in process.stdout:
                yield line.rstrip("\n")
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, script)

    def says(self, script: str, told: str = "") -> str:
        """What a script prints."""
        return "\n".join(self.run(script, told))


@contextmanager
def machine(root: Path) -> Iterator[Machine]:
    """A fresh Debian 12 in `root`, booted; it is shut down at the end, its folder stays."""
    if taken := [port for port in PORTS if in_use(port)]:
        raise SystemExit(f"ports in use on this machine: {taken}")
    if root.exists():
        raise SystemExit(f"{root} is there already")
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={PARTS}", "bookworm", root, mirror()],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    trust(root)
    command = [
        "systemd-nspawn",
        "--quiet",
        "--register=no",
        "--keep-unit",
        "--console=pipe",
        "--boot",
    ]
    with subprocess.Popen(
        [*command, f"--directory={root}"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as process:
        try:
            yield _booted(root, process)
        finally:
            process.send_signal(signal.SIGTERM)  # an orderly end of the whole machine
            process.wait(120)
    _clear_groups()


def mirror() -> str:
    """From where this machine has its packages. Raises SystemExit: its sources name no place."""
    for path in (SOURCES / "sources.list", *sorted(SOURCES.glob("sources.list.d/*"))):
        for line in path.read_text().splitlines() if path.is_file() else ():
            words = line.split()
            if words[:1] in (["deb"], ["URIs:"]):
                return next(word for word in words if "://" in word)
    raise SystemExit(f"no source of packages is named in {SOURCES}")


def in_use(port: int) -> bool:
    """Whether somebody listens on a port here."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def trust(root: Path) -> None:
    """Whom this machine trusts besides Debian's authorities (a proxy of the house), it trusts."""
    for own in AUTHORITIES.glob("*.crt"):
        shutil.copy(own, root / "usr/local/share/ca-certificates")
    subprocess.run(["chroot", root, "update-ca-certificates"], check=True, capture_output=True)
    (root / "etc/pip.conf").write_text("[global]\ncert = /etc/ssl/certs/ca-certificates.crt\n")


def _booted(root: Path, process: subprocess.Popen[bytes]) -> Machine:
    """Wait for the first process and for systemd to have started everything."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for child in map(int, children):
            made = Machine(root, child)
            if "systemd" not in os.readlink(f"/proc/{child}/exe"):
                continue
            state = made.says("systemctl is-system-running --wait || true")
            if "running" in state or "degraded" in state:
                return made
        time.sleep(0.3)
    raise SystemExit("systemd did not start in it")


def _clear_groups() -> None:
    """systemd-nspawn leaves empty groups behind where no systemd watches over them."""
    groups = Path("/sys/fs/cgroup")
    for left in (*groups.glob("*/payload"), *groups.glob("*/supervisor")):
        for folder, _, _ in os.walk(left, topdown=False):
            with suppress(OSError):
                Path(folder).rmdir()
