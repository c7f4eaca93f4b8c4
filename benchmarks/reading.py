"""Opening papers: bytes and time to the first picture and to the painted page, and memory.

python -m benchmarks.reading [--opened 100]: a scan of 200 MB, a paper of 300 pages of text, and so
many papers opened in a row, on the real product with its worker and a browser on one machine.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Browser, sync_playwright

from benchmarks.places import circumstances
from benchmarks.scans import write_scan, write_text
from documents.commands.upload import StoredFile, UploadPaper, upload_paper
from documents.models import PaperVersion
from documents.states import VersionState
from ecabinet import database
from tests.browser import reading, scenes
from tests.browser.people import People, Person
from tests.browser.server import Site, serve
from tests.chromium import ARGUMENTS, chromium_path
from tests.gatherings import Gathering
from tests.samples import plain_pdf

MEGABYTES, PAGES, PATIENCE = 200, 300, 180.0
WIDE = {"width": 1366, "height": 768}
PICTURE = """() => [...document.querySelectorAll(".paper-viewer__cover img")]
.some((picture) => picture.complete && picture.naturalWidth > 0)"""


def main() -> None:
    """Measure, and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--opened", type=int, default=100)
    opened = asked.parse_args().opened
    print(circumstances())
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name, sync_playwright() as playwright:
        folder = Path(name)
        template = folder / "template.sqlite3"
        database.upgrade(f"sqlite:///{template}")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        with serve(template, folder / "site", ECABINET_UPLOAD_LIMIT_MB="256") as site:
            measure(site, browser, folder, opened)
        browser.close()


def measure(site: Site, browser: Browser, folder: Path, opened: int) -> None:
    """All of it on one running product."""
    meeting = scenes.draft(site).called()
    scan, text = folder / "scan.pdf", folder / "text.pdf"
    write_scan(scan, MEGABYTES)
    write_text(text, PAGES)
    papers = {f"{MEGABYTES} MB scan": scan, f"{PAGES} pages of text": text}
    for name, path in papers.items():
        version_id = uploaded(meeting, path)
        ready = waited(site, version_id, lambda version: version.state == VersionState.READY)
        print(f"\n{name}: {path.stat().st_size / 1e6:.1f} MB, ready after {ready:.1f} s")
        if path is scan:
            look(site, browser, version_id, "as it came, while the worker lightens it")
            lighter = waited(site, version_id, lambda version: version.light_state == "made")
            with site.platform.store.reading() as session:
                size = session.get_one(PaperVersion, version_id).light_size
            print(f"lighter copy: {(size or 0) / 1e6:.1f} MB, made {lighter:.1f} s later")
        look(site, browser, version_id, "as it is read")
    pile(site, browser, [str(uploaded_text(site, meeting, n)) for n in range(10)], opened)


def uploaded(meeting: Gathering, path: Path) -> UUID:
    """The version of a paper just received."""
    with path.open("rb") as file:
        blob = meeting.store.blobs.put(file)
    kept = StoredFile(
        blob=blob.sha256, size=blob.size, filename=path.name, media_type="application/pdf"
    )
    command = UploadPaper(container_kind="agenda_item", container_id=meeting.items[1], file=kept)
    made: UUID = meeting.run("thuky", upload_paper, command).version_id
    return made


def uploaded_text(site: Site, meeting: Gathering, number: int) -> UUID:
    """A paper of a few pages, looked into."""
    blob = meeting.store.blobs.put(BytesIO(plain_pdf(4 + number)))
    kept = StoredFile(
        blob=blob.sha256, size=blob.size, filename="a.pdf", media_type="application/pdf"
    )
    command = UploadPaper(container_kind="agenda_item", container_id=meeting.items[1], file=kept)
    made: UUID = meeting.run("thuky", upload_paper, command).version_id
    waited(site, made, lambda version: version.state == VersionState.READY)
    return made


def waited(site: Site, version_id: UUID, done: Callable[[PaperVersion], bool]) -> float:
    """Wait for the worker; return the seconds. Raises TimeoutError."""
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE:
        with site.platform.store.reading() as session:
            version = session.get_one(PaperVersion, version_id)
            if version.state == VersionState.FAILED:
                raise RuntimeError(version.failure)
            if done(version):
                return time.monotonic() - started
        time.sleep(0.1)
    raise TimeoutError(str(version_id))


def look(site: Site, browser: Browser, version_id: UUID, what: str) -> None:
    """Open the paper with an empty browser: its first page (drawn ahead), and one nobody saw."""
    for page in (1, 37):
        with device(browser, site) as person, counting(person) as received:
            started = time.monotonic()
            address = f"{site.origin}/papers/{version_id}?page={page}"
            person.page.goto(address, wait_until="commit")
            person.page.wait_for_function(PICTURE, timeout=60_000)
            pictured, until_picture = time.monotonic() - started, received[0]
            reading.is_painted(person)
            painted = time.monotonic() - started
            print(
                f"  {what}, page {page}: picture after {pictured:.2f} s and "
                f"{until_picture / 1e6:.2f} MB; painted after {painted:.2f} s and "
                f"{received[0] / 1e6:.1f} MB"
            )


def pile(site: Site, browser: Browser, versions: list[str], opened: int) -> None:
    """Open papers one after another and tell what the page weighs."""
    print(f"\n{opened} papers in a row: heap MB, nodes, viewers alive")
    with device(browser, site) as person:
        reading.open_paper(person, versions[0])
        weight = reading.Weight(person)
        done = 0
        while done < opened:
            reading.open_one_after_another(person, versions)
            done += len(versions)
            now = weight.now()
            print(f"  {done}: {now['heap'] / 1e6:.1f}, {now['nodes']:.0f}, {now['viewers']:.0f}")
            sys.stdout.flush()


@contextmanager
def device(browser: Browser, site: Site) -> Iterator[Person]:
    """Somebody signed in, with nothing in the browser's store but the first pages."""
    people = People(browser, site, Path("/tmp"))
    yield people.enter("daibieu01", WIDE)
    people.leave()


@contextmanager
def counting(person: Person) -> Iterator[list[float]]:
    """Bytes as they came over the line, in a list of one."""
    received = [0.0]
    line = person.page.context.new_cdp_session(person.page)
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")

    def add(event: dict[str, float]) -> None:
        received[0] += max(0.0, event["encodedDataLength"])

    line.on("Network.dataReceived", add)
    yield received


if __name__ == "__main__":
    main()
