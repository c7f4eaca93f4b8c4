"""Furnish a sample office in a folder of its own, open it in Chromium, take each picture.

python -m tests.gallery [FOLDER [NAME …]]: into docs/screens by default; only the pictures named.
python -m tests.gallery all [FOLDER [WORD …]]: see everything.py.
"""

import io
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

from tests.chromium import ARGUMENTS, chromium_path
from tests.gallery.everything import photograph_everything
from tests.gallery.office import ROOT, office, signed_in
from tests.gallery.shots import CHAPTERS, TABLET


def main() -> None:
    """Take the pictures of docs/screens.md, or of everything."""
    if sys.argv[1:2] == ["all"]:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "var/screens"
        with office() as origin, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
            photograph_everything(browser, origin, folder, sys.argv[3:])
            browser.close()
    else:
        selection()


def selection() -> None:
    """Take the pictures, and write the page when all were asked for."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/screens"
    wanted = set(sys.argv[2:])
    folder.mkdir(parents=True, exist_ok=True)
    with office() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        pages: dict[tuple[str, tuple[int, int]], Page] = {}
        places: dict[str, str] = {}
        for shot in (one for shots in CHAPTERS.values() for one in shots):
            if wanted and shot.name not in wanted:
                continue
            seat = (shot.user, shot.size)
            if seat not in pages:
                pages[seat] = signed_in(browser, origin, *seat)
            if not places:
                places = known_places(browser, origin)
            take(pages[seat], origin + shot.path.format(**places), folder / f"{shot.name}.png")
            print(shot.name, flush=True)
        browser.close()
    if not wanted and folder == ROOT / "docs/screens":
        (ROOT / "docs/screens.md").write_text(page(), encoding="utf-8")


def known_places(browser: Browser, origin: str) -> dict[str, str]:
    """Ids that the addresses of the pictures name, asked of the API."""
    secretary = signed_in(browser, origin, "thuky", TABLET)

    def asked(path: str) -> Any:
        answer = secretary.request.get(f"{origin}/api/v1{path}")
        assert answer.ok, (path, answer.status)
        return answer.json()

    states = {meeting["state"]: meeting["id"] for meeting in asked("/meetings")["meetings"]}

    def concluded(label: str) -> str:
        tasks = asked(f"/tasks?label={label}&view=all&limit=100")["tasks"]
        return next(str(task["id"]) for task in tasks if task["source_title"])

    directives = asked("/directives")["directives"]
    papers = asked(f"/meetings/{states['in_session']}")
    return {
        "meeting": states["in_session"],
        "closed": states["closed"],
        "task": concluded("overdue"),
        "done": concluded("done"),
        "directive": directives[0]["id"],
        "version": _first_version(papers),
    }


def _first_version(found: Any) -> str:
    """The first paper's version anywhere in what was answered."""
    if isinstance(found, dict):
        if isinstance(found.get("version_id"), str):
            return str(found["version_id"])
        found = list(found.values())
    if isinstance(found, list):
        return next(filter(None, map(_first_version, found)), "")
    return ""


def take(page: Page, address: str, file: Path) -> None:
    """Open an address and keep its picture, in at most 256 colours."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, (address, answer.status)
    # Pages with a socket are never quite idle; what is drawn late comes within these seconds.
    with suppress(TookTooLong):
        page.wait_for_load_state("networkidle", timeout=5_000)
    page.wait_for_timeout(1_200)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)


def page() -> str:
    """docs/screens.md."""
    how = "The sample office in Chromium, most at 1024×768 as a tablet shows it, nothing retouched."
    lines = ["# Screens", "", f"{how} Made by `make screens`."]
    for chapter, shots in CHAPTERS.items():
        lines += ["", f"## {chapter}"]
        lines += [
            f"\n**{shot.words}**\n\n![{shot.words}](screens/{shot.name}.png)" for shot in shots
        ]
    return "\n".join(lines) + "\n"


main()
