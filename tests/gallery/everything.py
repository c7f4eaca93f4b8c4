"""`make screens ARGS=all`: every page that links lead to, at every size people hold it in.

python -m tests.gallery all [FOLDER [WORD …]]: into var/screens by default, never committed: a
folder for each size, with sheets of many pictures; with words only addresses that hold one of them.
"""

import math
import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as Refused
from playwright.sync_api import TimeoutError as TookTooLong

from tests.gallery.office import signed_in
from tests.gallery.shots import PHONE, TABLET, UPRIGHT

DESK, HALL = (1366, 768), (1920, 1080)
SIZES = (TABLET, UPRIGHT, DESK, PHONE)
# Whoever comes first is photographed on a page; the others add what only they are led to.
USERS = ("thuky", "quantri", "canbo", "lanhdao", "vanthu", "daibieu02", "chutri", "khach01")
EVERYBODYS = ("/", "/tasks", "/meetings")
BESIDES = ("/help", "/account", "/search?q=chuyen+doi+so", "/meetings/new", "/tasks/new")
THING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/|$)|(?<=/screens/)[\w.]+")
NO_PAGE = re.compile(
    r"^/(api/|static/|sign-out)|/export|/file\.|\.(pdf|xlsx|csv|docx|zip|ics|toml|svg)$|/file$"
)
LINKS = """() => [...document.querySelectorAll("a[href]")].map(
  (link) => new URL(link.getAttribute("href"), location.href).href)"""
PATIENCE_MS = 2_000
FOLDS = 2
"""How many windows' height of a long page are kept."""


def photograph_everything(browser: Browser, origin: str, folder: Path, words: list[str]) -> None:
    """Walk from link to link as each person, and keep each page met for the first time."""
    met: set[str] = set()
    for user in USERS:
        page = signed_in(browser, origin, user, TABLET)
        mine: set[str] = set()
        waiting = [*EVERYBODYS, *BESIDES]
        while waiting:
            path = waiting.pop(0)
            sort = _sort(path)
            if sort in mine or (sort in met and sort not in EVERYBODYS):
                continue
            mine.add(sort)
            waiting += _visit(page, origin, path, folder, user, words)
        met |= mine
        page.context.close()
    for size in SIZES:
        _sheets(folder / _name(size), size)
    print(f"{len(met)} pages", flush=True)


def _visit(
    page: Page, origin: str, path: str, folder: Path, user: str, words: list[str]
) -> list[str]:
    """Open an address, keep it at each size when it is a page; where its links lead."""
    try:
        answer = page.goto(origin + path)
    except Refused as error:  # a download
        print("skipped", user, path, str(error).splitlines()[0])
        return []
    if answer is None or not answer.ok or "html" not in answer.headers.get("content-type", ""):
        print("skipped", user, path, answer and answer.status, flush=True)
        return []
    found = [_path(link) for link in page.evaluate(LINKS) if link.startswith(origin + "/")]
    if not words or any(word in path for word in words):
        _keep(page, folder, f"{user}-{_label(path)}", HALL if path.endswith("/screen") else None)
    return [link for link in found if not NO_PAGE.search(link)]


def _keep(page: Page, folder: Path, label: str, only: tuple[int, int] | None) -> None:
    """A picture at each size of the page that is open."""
    with suppress(TookTooLong):
        page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
    page.wait_for_timeout(300)
    for size in (only,) if only else SIZES:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(150)
        height = min(page.evaluate("document.documentElement.scrollHeight"), FOLDS * size[1])
        place = folder / _name(size)
        place.mkdir(parents=True, exist_ok=True)
        page.screenshot(
            path=place / f"{label}.png",
            full_page=True,
            clip={"x": 0, "y": 0, "width": size[0], "height": max(height, size[1])},
        )
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size[0] + 1:
            print("WIDE", label, _name(size), wide, flush=True)


def _sheets(place: Path, size: tuple[int, int]) -> None:
    """Many pictures to a sheet, with room for two windows each."""
    files = sorted(place.glob("[!_]*.png"))
    columns, rows = (8, 1) if size == PHONE else (4, 2) if size == UPRIGHT else (3, 2)
    width = 1800 // columns
    tall = math.ceil(size[1] / size[0] * width * (2 if size == PHONE else 1.35))
    for first in range(0, len(files), columns * rows):
        sheet = Image.new("RGB", (width * columns, tall * rows), "#888")
        for at, file in enumerate(files[first : first + columns * rows]):
            picture = Image.open(file).convert("RGB")
            picture = picture.resize((width - 8, math.ceil(picture.height * (width - 8) / size[0])))
            picture = picture.crop((0, 0, width - 8, min(picture.height, tall - 8)))
            sheet.paste(picture, (at % columns * width, at // columns * tall))
        sheet.save(place / f"_sheet-{first // (columns * rows):02}.png")


def _sort(path: str) -> str:
    """The same for addresses of things of one kind."""
    return THING.sub("*", urlsplit(path).path) + ("?" if path.startswith("/search?") else "")


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _label(path: str) -> str:
    return re.sub(r"\W+", "-", _sort(path).replace("*", "one")).strip("-") or "home"


def _name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"
