"""Docker with Compose in a Debian 13 of its own, in namespaces that end with their first process.

Needs root, `debootstrap` and `slirp4netns`. Nothing is installed on this machine: engine, network,
rules of the firewall and mounts live and end in the namespaces. No registry of images is asked:
the images that our files name are made here (benchmarks/images) under those names.
"""

import ctypes
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.machine import Machine, mirror, trust

IMAGES = Path(__file__).with_name("images")
PARTS = "docker.io,docker-cli,docker-compose,docker-buildx,iptables,openssl,procps"
GROUP = "ecabinet-engine"
DEBIAN = "debian:bookworm-slim"
STAND_INS = {
    "python": "python:3.11-slim-bookworm",
    "postgres": "postgres:15-bookworm",
    "redis": "redis:7-bookworm",
    "nginx": "nginx:1.26-bookworm",
}
WITH_US = ("setpriv", "--pdeathsig=KILL")
"""What is started so ends when this process ends, however that happens."""

START_SECONDS = 60
NEW_NETWORK = 0x40000000

BOOT = """
set -e
mount --bind {root} {root}
cd {root}
mount -t proc proc proc
mount -t sysfs sysfs sys
mount --rbind /sys/fs/cgroup sys/fs/cgroup
mount --rbind /dev dev
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
ip link set lo up
pivot_root . mnt
umount -l /mnt
while :; do
  rm -f /run/docker.pid
  dockerd --cgroup-parent=/{group} --log-level=warn >>/var/log/dockerd.log 2>&1
  sleep 1
done
"""


@contextmanager
def engine(folder: Path) -> Iterator[Machine]:
    """A machine on which `docker` and `docker compose` work, with the images our files name."""
    for program in ("debootstrap", "slirp4netns", "unshare", "nsenter"):
        if shutil.which(program) is None:
            raise SystemExit(f"there is no `{program}`: apt-get install {program}")
    root, base = folder / "engine", folder / "base"
    _debian(root, "trixie", PARTS)
    _debian(base, "bookworm")
    boot = BOOT.format(root=root, group=GROUP)
    spaces = ["--mount", "--pid", "--net", "--ipc", "--uts", "--propagation=private"]
    with (
        subprocess.Popen(
            [*WITH_US, "unshare", *spaces, "--fork", "--kill-child", "bash", "-c", boot]
        ) as first,
        _network(first) as init,
    ):
        try:
            made = Machine(root, init)
            _answering(made)
            _images(made, base)
            yield made
        finally:
            first.kill()
            _gone(init)
            _clear_groups()


def enter_network(inside: Machine) -> None:
    """From now on this thread's connections are made where the engine's ports are."""
    space = os.open(f"/proc/{inside.init}/ns/net", os.O_RDONLY)
    if ctypes.CDLL(None, use_errno=True).setns(space, NEW_NETWORK) != 0:
        raise OSError(ctypes.get_errno(), "setns")
    os.close(space)


def _debian(root: Path, name: str, parts: str = "") -> None:
    include = ",".join(filter(None, ("ca-certificates", parts)))
    command = ["debootstrap", "--variant=minbase", f"--include={include}", name, root, mirror()]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    trust(root)


@contextmanager
def _network(first: "subprocess.Popen[bytes]") -> Iterator[int]:
    """Let the machine out, by a process of this one that speaks for it; gives its first process."""
    children = Path(f"/proc/{first.pid}/task/{first.pid}/children")
    while not (found := children.read_text().split()):
        time.sleep(0.05)
    command = [*WITH_US, "slirp4netns", "--configure", "--mtu=1400", found[0], "tap0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as cable:
        try:
            yield int(found[0])
        finally:
            cable.terminate()


def reboot(made: Machine) -> None:
    """End the engine as a machine that goes down ends it, and wait for the one that follows."""
    made.says("""engine=$(pgrep -x dockerd); kill $engine
    while kill -0 $engine 2>/dev/null; do sleep 0.2; done""")
    _answering(made)


def _answering(made: Machine) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with suppress(subprocess.CalledProcessError):
            made.says("docker info")
            return
        time.sleep(0.5)
    raise SystemExit((made.root / "var/log/dockerd.log").read_text()[-3000:])


def _images(made: Machine, base: Path) -> None:
    """Bring a bare Debian as an image, and make from it what our files ask for."""
    archive = made.root / "root/base.tar"
    subprocess.run(["tar", "-C", base, "-cf", archive, "."], check=True)
    shutil.copytree(IMAGES, made.root / "root/images")
    lines = [f"docker import base.tar {DEBIAN}; rm base.tar"]
    lines += [
        f"docker build --quiet --tag {tag} --file images/{name}.Dockerfile images"
        for name, tag in STAND_INS.items()
    ]
    made.says("\n".join(lines))


def _gone(process: int) -> None:
    until = time.monotonic() + START_SECONDS
    while Path(f"/proc/{process}").exists() and time.monotonic() < until:
        time.sleep(0.1)


def _clear_groups() -> None:
    for left in Path("/sys/fs/cgroup").glob(f"*/{GROUP}"):
        for folder, _, _ in os.walk(left, topdown=False):
            with suppress(OSError):
                Path(folder).rmdir()
