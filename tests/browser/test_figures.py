"""The page of figures: on a tablet held either way, in print, with and without its chart."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import scenes
from tests.browser.people import TABLET, People, Person
from tests.browser.server import Site

pytestmark = pytest.mark.browser

UPRIGHT = {"width": 768, "height": 1024}
WIDER = "document.documentElement.scrollWidth - innerWidth"
# The chart of the page by the library's own word: its figures by series, and the colour of a line.
DRAWN = """async () => {
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  const { Chart } = await import(files.find((name) => name.includes("vendor/chart.js")));
  const chart = Chart.getChart(document.querySelector(".trend canvas"));
  const figures = chart.data.datasets.map((each) => [...each.data]);
  return { figures, line: chart.options.scales.y.grid.color };
}"""
TABLE = """() => {
  const rows = [...document.querySelectorAll(".trend tbody tr")];
  return [1, 2, 3].map((n) => rows.map((row) => Number(row.cells[n].textContent)));
}"""
PIXELS = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some(Boolean);
}"""


def test_figures_fit_a_tablet_with_all_that_opens(people: People, site: Site) -> None:
    scenes.task(scenes.in_session(site))
    leader = people.enter("thuky")
    for size in (TABLET, UPRIGHT):
        leader.page.set_viewport_size(size)  # type: ignore[arg-type]
        leader.go("/dashboard")
        expect(leader.page.locator(".trend canvas")).to_be_visible()
        leader.page.locator("main summary").first.click()
        menu = leader.page.locator(".scope-menu")
        expect(menu.get_by_label("Lĩnh vực")).to_be_visible()
        box = menu.bounding_box()
        assert box
        assert 0 <= box["x"] <= size["width"] - box["width"]
        assert leader.page.evaluate(WIDER) <= 0
        table = leader.page.locator("#units .scroll-x")
        assert table.evaluate("box => box.scrollWidth <= box.clientWidth"), size
        leader.photograph(f"figures-{size['width']}")


def test_the_chart_is_its_table_drawn(people: People, site: Site) -> None:
    scenes.task(scenes.in_session(site))
    leader = people.enter("thuky", TABLET, scheme="dark")
    leader.go("/dashboard")
    canvas = leader.page.locator(".trend canvas")
    expect(canvas).to_be_visible()
    assert canvas.evaluate(PIXELS)
    drawn: dict[str, Any] = leader.page.evaluate(DRAWN)
    figures = leader.page.evaluate(TABLE)
    assert drawn["figures"] == figures
    assert figures[0][-1] >= 1
    leader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    leader.page.emulate_media(media="print")
    paper = leader.page.evaluate(DRAWN)["line"]
    assert paper != drawn["line"], "Paper is not dark."
    assert paper == leader.page.evaluate(
        "getComputedStyle(document.body).getPropertyValue('--line').trim()"
    )
    expect(leader.page.locator(".trend table")).to_be_visible()
    leader.photograph("figures-print")
    leader.page.emulate_media(media="screen")
    leader.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert leader.page.evaluate(DRAWN)["line"] == drawn["line"]
    _without_the_library(leader)


def _without_the_library(leader: Person) -> None:
    leader.watch.forgive("vendor/chart.js", "ERR_FAILED")
    leader.page.route("**/vendor/chart.js*", lambda route: route.abort())
    leader.go("/dashboard")
    expect(leader.page.locator(".trend .chart")).to_be_hidden()
    expect(leader.page.locator(".trend table")).to_be_visible()


def test_one_menu_is_open_at_a_time(people: People) -> None:
    clerk = people.enter("thuky")
    clerk.go("/tasks")
    menus = clerk.page.locator("main details.drop-menu")
    first, second = menus.nth(0), menus.nth(1)
    expect(second).to_be_visible()
    first.locator("summary").click()
    expect(first).to_have_attribute("open", "")
    second.locator("summary").click()
    expect(second).to_have_attribute("open", "")
    expect(first).not_to_have_attribute("open", "")
    clerk.page.keyboard.press("Escape")
    expect(second).not_to_have_attribute("open", "")
    first.locator("summary").click()
    clerk.page.get_by_role("heading", level=1).click()
    expect(first).not_to_have_attribute("open", "")
