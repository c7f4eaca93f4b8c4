"""Hosts as network namespaces on one bridge; a cable can be pulled and put back. Needs root."""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PREFIX = "ecab-"
SWITCH = f"{PREFIX}switch"
HOSTS = {
    "front": "10.77.0.10",
    "data": "10.77.0.20",
    "redis": "10.77.0.21",
    "web1": "10.77.0.31",
    "web2": "10.77.0.32",
    "room": "10.77.0.100",
}
CLONE_NEWNET, CLONE_NEWNS = 0x40000000, 0x00020000


class Missing(Exception):
    """A piece of the machine is not there; the message says which and how to get it."""


@contextmanager
def network() -> Iterator[None]:
    """Hosts and cables, for as long as this lasts; then none of them, nor what ran there."""
    check()
    demolish()
    try:
        _ip("netns", "add", SWITCH)
        _ip("-n", SWITCH, "link", "add", "bridge", "type", "bridge")
        _ip("-n", SWITCH, "link", "set", "bridge", "up")
        for host, address in HOSTS.items():
            _plug_in(host, address)
        yield
    finally:
        demolish()


def check() -> None:
    """Raise Missing when namespaces cannot be made here."""
    if os.geteuid() != 0:
        raise Missing(
            "network namespaces need root: run it as root, or in a container with NET_ADMIN"
        )
    for program, package in {"ip": "iproute2", "setpriv": "util-linux"}.items():
        if shutil.which(program) is None:
            raise Missing(f"there is no `{program}`: apt-get install {package}")


def cut(host: str) -> None:
    """Pull the cable of a host."""
    _ip("-n", SWITCH, "link", "set", host, "down")


def join(host: str) -> None:
    """Put it back."""
    _ip("-n", SWITCH, "link", "set", host, "up")


def on(host: str, command: Sequence[object]) -> list[str]:
    """The command, run on a host: what is started has the id of the command itself."""
    return ["ip", "netns", "exec", PREFIX + host, *map(str, command)]


def enter(host: str, names: Path) -> None:
    """From now on this process is on `host`, with `names` as its /etc/hosts.

    Call it before there are threads.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    with Path(f"/run/netns/{PREFIX}{host}").open() as place:
        if libc.setns(place.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), f"cannot enter {host}")
    if libc.unshare(CLONE_NEWNS):
        raise OSError(ctypes.get_errno(), "cannot have mounts of one's own")
    for words in (("--make-rprivate", "/"), ("--bind", str(names), "/etc/hosts")):
        subprocess.run(["mount", *words], check=True)


def demolish() -> list[str]:
    """Take down whatever stands of it, also of a run that was killed; names of the hosts found."""
    listed = subprocess.run(["ip", "netns", "list"], capture_output=True, text=True, check=False)
    names = [line.split()[0] for line in listed.stdout.splitlines() if line.startswith(PREFIX)]
    for name in names:
        found = subprocess.run(["ip", "netns", "pids", name], capture_output=True, check=False)
        for pid in map(int, found.stdout.split()):
            if pid != os.getpid():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        _ip("netns", "del", name)
    return names


def _plug_in(host: str, address: str) -> None:
    name = PREFIX + host
    _ip("netns", "add", name)
    _ip("link", "add", host, "netns", SWITCH, "type", "veth", "peer", "name", "eth0", "netns", name)
    _ip("-n", SWITCH, "link", "set", host, "master", "bridge", "up")
    _ip("-n", name, "address", "add", f"{address}/24", "dev", "eth0")
    for device in ("lo", "eth0"):
        _ip("-n", name, "link", "set", device, "up")


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
