"""Power cuts: the web process dies and its disk forgets what was not synced, round after round.

sudo python -m benchmarks.power_cut [--rounds 50] [--lying]     (python3-fusepy and fusermount)

As `tests/crash` (20 people vote, openly and in secret in turn, and annotate), on SQLite, with all
data on a disk that loses at each blow what was written and not synced (`lazy_disk.py`). What was
acknowledged must be there, once. With `--lying` the disk says that it synced and did not: the drill
must then find losses, or it proves nothing.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.places import DISK, circumstances
from ecabinet.database import upgrade
from tests.crash.ledger import Ledger
from tests.crash.scene import Scene
from tests.crash.storm import as_left, storm

PYTHON = "/usr/bin/python3"
LAZY = Path(__file__).with_name("lazy_disk.py")


class Disk:
    """The lazy disk, mounted."""

    def __init__(self, folder: Path) -> None:
        self.place, self._backing = folder / "disk", folder / "kept"
        self.place.mkdir()
        self._backing.mkdir()
        self._process: subprocess.Popen[bytes] | None = None

    def mount(self, *, lying: bool = False) -> None:
        """Make it answer."""
        options = ["--lying"] if lying else []
        command = [PYTHON, str(LAZY), str(self.place), str(self._backing), *options]
        self._process = subprocess.Popen(command)
        until = time.monotonic() + 10
        while not self.place.is_mount():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the lazy disk does not come up: root? python3-fusepy?")
            time.sleep(0.02)

    def cut(self) -> None:
        """Forget what was not synced."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        subprocess.run(["umount", "-l", str(self.place)], check=True)


def drill(rounds: int, *, lying: bool) -> None:
    """Strike so many times. Raises AssertionError when something acknowledged is lost."""
    with tempfile.TemporaryDirectory(dir=DISK, prefix="ecabinet-power-") as name:
        disk = Disk(Path(name))
        disk.mount()
        file = disk.place / "office.sqlite3"
        url = f"sqlite:///{file}"
        upgrade(url)
        scene = Scene(url, disk.place)
        disk.cut()  # What the office was furnished with has to be there, too.
        disk.mount(lying=lying)

        def strike(number: int) -> Ledger:
            scene.kill()
            disk.cut()
            disk.mount(lying=lying)
            print(f"# blow {number + 1}: {sum(i.acknowledged for i in scene.intentions)} "
                  f"acknowledged so far", flush=True)  # fmt: skip
            return as_left(file, Path(name) / f"left-{number}")

        try:
            storm(scene, strike, rounds)
            Ledger(url).sound()
        finally:
            scene.kill()
            disk.cut()


def main() -> int:
    """Read the command line and drill; 0 when nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--lying", action="store_true")
    given = parser.parse_args()
    print(f"# {circumstances()}")
    try:
        drill(given.rounds, lying=given.lying)
    except AssertionError as lost:
        print(f"LOST: {str(lost)[:500] or 'the database is not sound'}")
        return 1
    print(f"{given.rounds} power cuts: nothing that was acknowledged is lost or doubled")
    return 0


if __name__ == "__main__":
    sys.exit(main())
