"""Install, upgrade, go back on a clean Debian 12, by the blocks of docs/operations.md as they are.

sudo python3 -m benchmarks.installation WHEEL [--old FOLDER] [--keep]

WHEEL was made by `make wheel`. With --old, a folder with dist/ and requirements.lock of an earlier
version: that is installed, furnished with the sample office, upgraded to WHEEL, and taken back both
ways. Needs root, `debootstrap`, `systemd-container` and a network; nothing of the product.
"""

import argparse
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.machine import Machine, machine
from benchmarks.visitor import NAME, Visitor

ROOT = Path(__file__).resolve().parents[1]
PLACE = "/root/ecabinet"
PASSWORD = "song-cau-gio-23"
FURNISH = """
systemctl stop ecabinet.service ecabinet-worker.service
runuser -u postgres -- dropdb ecabinet
runuser -u postgres -- createdb --owner=ecabinet --encoding=UTF8 --locale=C \
    --template=template0 ecabinet
echo ECABINET_SECOND_FACTOR_FOR=none >> /etc/ecabinet/environment
set -a; . /etc/ecabinet/environment; set +a
cd /var/lib/ecabinet
runuser -u ecabinet -- /opt/ecabinet/bin/python -c "
import os
from ecabinet.demo import certificates, run
from ecabinet.settings import load
settings = load()
os.environ['ECABINET_SIGNATURE_ROOTS'] = str(certificates.make_root(settings.data_dir))
run._furnish(load(), '{password}')"
systemctl start ecabinet.service ecabinet-worker.service
"""
NIGHT = """
systemctl start ecabinet-backup.service
journalctl --unit ecabinet-backup.service --output cat | grep rows
"""
COUNT = """
runuser -u postgres -- psql --tuples-only --no-align ecabinet --command "
select table_name || '=' || (xpath('/row/c/text()', query_to_xml(
    format('select count(*) as c from %I', table_name), false, true, '')))[1]::text
from information_schema.tables
where table_schema = 'public' and table_type = 'BASE TABLE' order by 1"
"""

PASSING = {"search_need"}
"""Tables that empty by themselves: what waits for the worker."""


def blocks(heading: str) -> list[tuple[str, str]]:
    """Title and commands of each block under a heading of docs/operations.md."""
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    section = re.search(rf"^(#+) {heading}\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL)
    assert section is not None, heading
    found, title = [], heading
    for piece in re.finditer(r"^\*\*(.+?)\*\*|^```sh\n(.*?)^```", section[2], re.M | re.S):
        title = (piece[1] or title).rstrip(",.")
        if piece[2]:
            found.append((title, piece[2]))
    return found


def follow(inside: Machine, steps: list[tuple[str, str]], told: str = "") -> None:
    """Run blocks one after another in one shell, and tell how long each took."""
    script = "\n".join(f"echo '@@ {title}'\n{commands}" for title, commands in steps)
    since, title = time.monotonic(), ""
    said: list[str] = []
    try:
        for line in inside.run(script, told, PLACE):
            if line.startswith("@@ "):
                _tell(title, since)
                title, since, said = line[3:], time.monotonic(), []
            said.append(line)
    except subprocess.CalledProcessError as error:
        raise SystemExit("\n".join(["failed:", *said[-30:]])) from error
    _tell(title, since)
    print("\n".join(f"         {line}" for line in said if line[:4] in ("ok  ", "WARN", "BAD ")))


def _tell(title: str, since: float) -> None:
    if title:
        print(f"{time.monotonic() - since:6.1f} s  {title}", flush=True)


def bring(inside: Machine, lock: Path, wheel: Path) -> None:
    """Put what an installation needs where the administrator would have copied it."""
    place = Path(f"{inside.root}{PLACE}")
    shutil.rmtree(place, ignore_errors=True)
    (place / "dist").mkdir(parents=True)
    shutil.copy(wheel, place / "dist")
    shutil.copy(lock, place)
    shutil.copytree(ROOT / "deploy", place / "deploy")


def install(inside: Machine, *, earlier: bool) -> None:
    """From nothing to the first administrator's page."""
    began = time.monotonic()
    print(inside.says("cat /etc/debian_version; systemctl --version | head -1"))
    steps = blocks("Install")
    if earlier:  # which may not know how to wait yet
        steps = [
            (title, commands.replace("doctor --wait 30", "--help")) for title, commands in steps
        ]
    follow(inside, steps, f"{PASSWORD}\n" * 2)
    since = time.monotonic()
    page = Visitor(inside.root).sign_in("admin", PASSWORD)
    _tell(f"first sign-in through nginx: {page}", since)
    print(f"{time.monotonic() - began:6.1f} s  all together")


def seen(inside: Machine) -> dict[str, int]:
    """Rows of every table, and what the secretary sees through nginx."""
    counted = dict(line.split("=") for line in inside.says(COUNT).splitlines() if "=" in line)
    secretary = Visitor(inside.root)
    secretary.sign_in("thuky", PASSWORD)
    print("      ", inside.says("ecabinet audit verify"))
    shown = secretary.shown()
    print("         the secretary sees", ", ".join(f"{n} {what}" for what, n in shown.items()))
    return {name: int(rows) for name, rows in counted.items()} | shown


def compare(before: dict[str, int], after: dict[str, int]) -> None:
    """Tell where there is less than before; the worker goes on adding to some tables."""
    less = {
        name: (rows, after.get(name, 0))
        for name, rows in before.items()
        if after.get(name, 0) < rows and name not in PASSING
    }
    print(f"         {len(before)} figures before, less of: {less or 'none'}")


def upgrade(inside: Machine, wheel: Path) -> None:
    """The sample office in an earlier version, brought to this one, and back in both ways."""
    since = time.monotonic()
    inside.says(FURNISH.replace("{password}", PASSWORD))
    _tell("the sample office, in the earlier version", since)
    before = seen(inside)
    print("         backup by its unit:", inside.says(NIGHT))
    bring(inside, ROOT / "requirements.lock", wheel)
    follow(inside, blocks("Upgrade"))
    compare(before, seen(inside))
    back = blocks("The way back")
    follow(inside, back[:1])
    compare(before, seen(inside))
    follow(inside, blocks("Upgrade"))
    compare(before, seen(inside))
    follow(inside, back[1:])
    compare(before, seen(inside))


def main() -> None:
    """Walk, on one machine or two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--old", type=Path)
    parser.add_argument("--keep", action="store_true", help="leave the folder of the machine")
    wanted = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="ecabinet-debian-", dir="/var/tmp"))
    folder.chmod(0o755)
    print(time.strftime("%F %H:%M UTC", time.gmtime()), "in", folder, "as", NAME)
    try:
        with machine(folder / "root") as inside:
            old = wanted.old
            given = (old / "requirements.lock", *(old / "dist").glob("*.whl")) if old else ()
            bring(inside, *(given or (ROOT / "requirements.lock", wanted.wheel)))
            install(inside, earlier=bool(old))
            if old:
                upgrade(inside, wanted.wheel)
    finally:
        if not wanted.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
