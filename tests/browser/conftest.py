"""The browser, the product under it, and the people in front of it."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.people import WAIT_MS, People, pictures_folder
from tests.browser.server import Houses, Site
from tests.chromium import ARGUMENTS, chromium_path

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, so that its fixtures can take pictures."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of all browser tests."""
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(),
            args=ARGUMENTS,
            # The browser's own words, as in a date field, follow this and no setting of a page.
            env={**os.environ, "LANGUAGE": "vi"},
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def houses(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    """Where the tests of a file find the running product."""
    with Houses(sqlite_template, lambda: tmp_path_factory.mktemp("site")) as found:
        yield found


@pytest.fixture
def site(houses: Houses, request: pytest.FixtureRequest) -> Site:
    """The running product, one for the tests of a file; a test tried again begins in a new one."""
    return houses.new() if getattr(request.node, "execution_count", 1) > 1 else houses.site()


@pytest.fixture
def people(
    chromium: Browser, site: Site, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[People]:
    """Devices; at the end nothing may have gone wrong on any of them."""
    met = People(chromium, site, pictures_folder(tmp_path / "screenshots"))
    yield met
    faults = met.faults()
    if faults or request.node.stash.get(FAILED, False):
        met.photograph_all(f"failed-{request.node.name}")
    met.leave()
    assert not faults, "\n".join(faults)
