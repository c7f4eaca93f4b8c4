"""A living sample office in a folder of its own, and somebody who has signed in to it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.demo_office import PASSWORD, demo_office

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def office() -> Iterator[str]:
    """A living sample office; answers its address."""
    with (
        tempfile.TemporaryDirectory(prefix="ecabinet-gallery-") as folder,
        demo_office(Path(folder) / "office") as origin,
    ):
        yield origin


def signed_in(browser: Browser, origin: str, user: str, size: tuple[int, int]) -> Page:
    """A tablet on which somebody has signed in; errors of its console are told."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="vi-VN", has_touch=True
    )
    opened = context.new_page()
    opened.on("console", lambda said: said.type == "error" and print("CONSOLE", user, said.text))
    opened.on("pageerror", lambda error: print("ERROR", user, error))
    opened.goto(origin + "/sign-in")
    opened.fill("[name=username]", user)
    opened.fill("[name=password]", PASSWORD)
    opened.press("[name=password]", "Enter")
    opened.wait_for_url(origin + "/")
    return opened
