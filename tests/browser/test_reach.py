"""Every page of the main line, in light and dark, is within reach of those who see or hear less."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import room, scenes
from tests.browser.people import DESK, People, Person
from tests.browser.server import Site

pytestmark = pytest.mark.browser

RULES = {"resultTypes": ["violations"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(people: People, site: Site, scheme: str) -> None:
    meeting = scenes.in_session(site)
    path, task = scenes.page_of(meeting), f"/tasks/{scenes.task(meeting)}"
    stranger = people.stranger("thuky", scheme=scheme)
    stranger.go("/sign-in")
    found = _violations(stranger, "/sign-in")

    secretary = people.enter("thuky", DESK, scheme)
    for address in ("/", "/meetings", path, f"{path}/desk", "/tasks", task, "/dashboard"):
        secretary.go(address)
        found += _violations(secretary, address)

    member = people.enter("daibieu01", scheme=scheme)
    found += _violations(member, "/ (member)")
    room.enter(member, path)
    room.paper_is_open(member)
    found += _violations(member, f"{path}/room")
    meeting.open_vote()
    room.choose(member, "Ý kiến khác")
    found += _violations(member, f"{path}/room (ballot)")
    assert not found, "\n".join(found)


def _violations(person: Person, where: str) -> list[str]:
    """What axe finds on the page that is open, each with the elements meant."""
    person.page.wait_for_load_state("networkidle")
    answer = Axe().run(person.page, options=RULES).response
    return [
        f"{where}: {rule['id']}: {rule['help']}\n    "
        + "\n    ".join(f"{node['target']} {node['failureSummary']}" for node in rule["nodes"][:4])
        for rule in answer["violations"]
    ]
