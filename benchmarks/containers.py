"""The containers of deploy/compose with a real engine, by the blocks of docs/operations.md.

sudo python3 -m benchmarks.containers WHEEL [--keep]

WHEEL was made by `make wheel`. Builds the image, starts everything, signs in by TLS, brings a paper
and has the worker read it, then backs up, kills, restarts, stops, upgrades and goes back, and looks
each time whether all is there. Needs root, `debootstrap`, `slirp4netns` and Debian's and Python's
packages; the engine and stand-ins for the official images: benchmarks/engine.py.
"""

import argparse
import io
import shutil
import tempfile
import time
import urllib.error
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.engine import engine, enter_network, reboot
from benchmarks.installation import PASSWORD, PLACE, ROOT, blocks, bring, follow
from benchmarks.machine import Machine
from benchmarks.visitor import NAME, Visitor
from tests.live.wire import Tablet

COMPOSE = f"{PLACE}/deploy/compose"
WORDS = "Đồng chí Nguyễn Thị Ngọc Quỳnh"
PATIENCE_SECONDS = 90
STOP_SECONDS = 20
WALLS = """
for part in web worker; do
  docker compose exec -T $part python3 -c "
import os, pathlib
told = dict(line.split(':\\t', 1) for line in open('/proc/1/status') if ':\\t' in line)
caps = [told[name].strip() for name in ('CapPrm', 'CapEff', 'CapBnd')]
assert set(caps) == {'0' * 16}, caps
assert told['NoNewPrivs'].strip() == '1'
assert told['Uid'].split() == ['990'] * 4, told['Uid']
for place in ('/', '/etc', '/usr/local/bin', '/var/lib', '/root', '/run', '/var/tmp'):
    try:
        pathlib.Path(place, 'x').touch()
    except OSError:
        continue
    raise SystemExit('could write to ' + place)
for place in ('/tmp', '/var/lib/ecabinet', '/var/backups/ecabinet'):
    pathlib.Path(place, 'x').touch()
    pathlib.Path(place, 'x').unlink()
"
done
"""
TYPE = "application/vnd.openxmlformats-"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "word/document.xml"
DOCX = {
    "[Content_Types].xml": f"""<Types xmlns="{TYPES}">
<Default Extension="rels" ContentType="{TYPE}package.relationships+xml"/>
<Override PartName="/{MAIN}"
 ContentType="{TYPE}officedocument.wordprocessingml.document.main+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{RELATIONS}">
<Relationship Id="r" Type="{DOCUMENT}" Target="{MAIN}"/></Relationships>""",
    MAIN: f"""<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>
</w:body></w:document>""",
}


class Office:
    """The secretary of the fresh office, who is its administrator too, and one paper."""

    def __init__(self, root: Path) -> None:
        self.visitor = Visitor(root, f"{COMPOSE.lstrip('/')}/tls")
        self.version = ""

    def move_in(self) -> None:
        """Sign in with password and telephone, become secretary, plan a meeting with one item."""
        print("        ", self.visitor.sign_in("admin", PASSWORD))
        call, now = self.visitor.call, datetime.now(UTC)
        me = call("/me")
        unit = me["offices"][0]["unit_id"]
        office = {"unit_id": unit, "role": "secretary", "title": "Thư ký"}
        call(f"/people/{me['id']}/offices", office | {"from_on": f"{now - timedelta(1):%F}"})
        meeting = {"title": "Phiên họp thử", "unit_id": unit}
        meeting |= {"starts_at": (now + timedelta(3)).isoformat()}
        meeting |= {"ends_at": (now + timedelta(3, 3600)).isoformat()}
        path = f"/meetings/{call('/meetings', meeting)['id']}/agenda-items"
        self.item = call(path, {"title": "Nội dung"})["id"]

    def bring_a_paper(self) -> None:
        """A paper of Word becomes pages, by the worker."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as parts:
            for name, text in DOCX.items():
                parts.writestr(name, text)
        path = f"/agenda-items/{self.item}/papers"
        got = self.visitor.call(path, file=("to-trinh.docx", made.getvalue()))
        self.version = got["version_id"]
        patiently(lambda: self._state() in ("ready", "failed"))
        assert self._state() == "ready", self._state()

    def finds_everything(self) -> None:
        """Home page, a script, the paper's words and a socket, all through nginx."""
        patiently(lambda: self.visitor.page("/"))
        assert self.visitor.page("/")[0] == f"https://{NAME}/"
        script = self.visitor.page("/")[1].split('src="/static/', 1)[1].split('"', 1)[0]
        assert self.visitor.page(f"/static/{script}")[1]
        text = self.visitor.call(f"/papers/{self.version}/pages/1/text")["text"]
        assert text.strip() == WORDS, text
        self.tablet().close()

    def tablet(self) -> Tablet:
        """A page that listens, through nginx."""
        tablet = Tablet(
            443, None, host=NAME, origin=f"https://{NAME}",
            trust=self.visitor.trust, headers={"Cookie": self.visitor.cookies},
        )  # fmt: skip
        assert tablet.status == "101"
        assert tablet.connect()
        return tablet

    def _state(self) -> str:
        return str(self.visitor.call(f"/papers/{self.version}")["version"]["state"])


def patiently(ask: Callable[[], Any]) -> None:
    """Ask until it answers, and something that counts."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with suppress(OSError, urllib.error.HTTPError):
            if ask():
                return
        time.sleep(0.5)
    raise SystemExit(f"not after {PATIENCE_SECONDS} s: {ask()}")


@contextmanager
def told(what: str) -> Iterator[None]:
    """Tell how long it took."""
    since = time.monotonic()
    yield
    print(f"{time.monotonic() - since:6.1f} s  {what}", flush=True)


def says(inside: Machine, script: str) -> str:
    """What a script says that is run beside the compose file."""
    return inside.says(f"cd {COMPOSE}\n{script}")


def walk(inside: Machine) -> None:
    """From nothing to a stopped office that has lost nothing on the way."""
    print(says(inside, "cd /; docker version --format 'Docker {{.Server.Version}}'"))
    print(inside.says("docker compose version"))
    follow(inside, blocks("In containers"), f"{PASSWORD}\n" * 2)
    enter_network(inside)
    office = Office(inside.root)
    with told("sign in through nginx, plan a meeting"):
        office.move_in()
    with told("a paper of Word becomes pages"):
        office.bring_a_paper()
    with told("home, script, words of the paper, socket"):
        office.finds_everything()
    with told("walls of web and worker: no rights, nothing to write on"):
        says(inside, WALLS)
    follow(inside, blocks("Backup of containers"))
    survive(inside, office)
    stop(inside, office)
    with told("down, up: everything there"):
        says(inside, "docker compose down; docker compose up --detach")
        office.finds_everything()
    says(inside, "echo '# a newer one' >> ../../requirements.lock")
    follow(inside, blocks("Newer containers"))
    office.finds_everything()
    follow(inside, blocks("Back from it, in containers"))
    with told("everything there"):
        office.finds_everything()
    office.bring_a_paper()


def survive(inside: Machine, office: Office) -> None:
    """What a machine goes through: parts restarted, parts that die, the machine started anew."""
    for part in ("web", "nginx", "redis", "database"):
        with told(f"restart {part}: everything there"):
            says(inside, f"docker compose restart {part}")
            office.finds_everything()
    for part in ("web", "worker", "nginx"):
        with told(f"kill -9 of {part}: it comes back"):
            state = f"docker inspect --format '{{{{.%s}}}}' $(docker compose ps --quiet {part})"
            says(inside, f"kill -9 $({state % 'State.Pid'})")
            patiently(lambda seen=state: says(inside, seen % "RestartCount") != "0")
            office.finds_everything()
            office.bring_a_paper()
    for _ in range(3):
        with told("the engine ends and begins: everything there"):
            reboot(inside)
            office.finds_everything()


def stop(inside: Machine, office: Office) -> None:
    """An end in good order, with a page that listens."""
    office.tablet()
    parts = "$(docker compose ps --all --quiet web worker nginx database redis)"
    since = datetime.now(UTC).strftime("%FT%TZ")
    began = time.monotonic()
    says(inside, "docker compose stop")
    seconds = time.monotonic() - began
    ended = f"docker inspect --format '{{{{.Name}}}} {{{{.State.ExitCode}}}}' {parts}"
    codes = says(inside, ended).replace("/compose-", "").splitlines()
    logs = says(inside, f"docker compose logs --no-color --since {since} web worker")
    faults = [line[:200] for line in logs.splitlines() if '"level": "error"' in line]
    print(f"{seconds:6.1f} s  stop; {', '.join(codes)}; errors told: {faults or 'none'}")
    assert seconds <= STOP_SECONDS, seconds
    assert all(code.endswith(" 0") for code in codes), codes


def main() -> None:
    """Make the machine, walk, take it away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--keep", action="store_true", help="leave the folder of the machine")
    wanted = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="ecabinet-engine-", dir="/var/tmp"))
    print(time.strftime("%F %H:%M UTC", time.gmtime()), "in", folder, "as", NAME)
    try:
        with engine(folder) as inside:
            bring(inside, ROOT / "requirements.lock", wanted.wheel)
            shutil.copy(ROOT / ".dockerignore", Path(f"{inside.root}{PLACE}"))
            walk(inside)
    finally:
        if not wanted.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
