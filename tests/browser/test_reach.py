"""Every page is within reach of those who see or hear less, in light and dark."""

import re
from typing import Any
from uuid import UUID

import pytest

from documents.issuing.sources import OfficialKind
from ecabinet.accounts.commands.preferences import ChoosePreferences, choose_preferences
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.app import create_app
from ecabinet.core.clock import utc_now
from meetings.commands.question import Question
from meetings.commands.vote import PrepareVote, prepare_vote
from tests.bookkeeping import open_books
from tests.browser import carrying, room, scenes
from tests.browser.axe import RULES, violations
from tests.browser.lying_over import lying_over
from tests.browser.people import DESK, People
from tests.browser.server import Site
from tests.circulations import draft
from tests.gatherings import Gathering
from tests.papers_issued import Issued
from tests.slips import Slips
from tests.web.registry.doors import doors
from tests.web.registry.room_things import calendar_things, minutes_things

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
COLOURS = {**RULES, "runOnly": ["color-contrast"]}
NO_PAGE = re.compile(
    r"^/(api/v1|healthz|readyz|static|manifest|sw\.js|sign-in|set-password)|/lookup/|\.(xlsx|csv|pdf|docx)$"
)
PLAIN = (
    "/account", "/meetings/templates", "/notifications", "/register", "/search?q=phien hop",
    "/tasks", "/papers", "/circulations", "/circulations/new",
)  # fmt: skip
OF_ADMINISTRATORS = ("/admin/units/", "/admin/people/", "/admin/audit", "/admin/rights")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_main_line(people: People, site: Site, scheme: str) -> None:
    meeting = scenes.in_session(site)
    path = scenes.page_of(meeting)
    stranger = people.stranger("thuky", scheme=scheme)
    stranger.go("/sign-in")
    found = violations(stranger, "/sign-in")

    secretary = people.enter("thuky", DESK, scheme)
    secretary.go(f"{path}/desk")
    found += violations(secretary, f"{path}/desk")

    member = people.enter("daibieu01", scheme=scheme)
    found += violations(member, "/ (member)")
    room.enter(member, path)
    room.paper_is_open(member)
    found += violations(member, f"{path}/room")
    meeting.open_vote()
    room.choose(member, "Ý kiến khác")
    found += violations(member, f"{path}/room (ballot)")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["thuky", "quantri"])
def test_axe_finds_nothing_on_any_page_in_english_high_contrast_and_twice_the_size(
    people: People, site: Site, name: str
) -> None:
    app = create_app(site.platform.settings, site.platform)
    person = people.enter(name, DESK)
    person.watch.forgive(r"status of 40[349]")
    read_with_effort(site, name)
    found: list[str] = []
    for address in _addresses(app, _things(site), administration=name == "quantri"):
        answer = person.page.goto(site.origin + address)
        assert answer is not None
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert person.page.locator("html").get_attribute("lang") == "en"
        found += violations(person, address, RULES, settled="load")
        if person.page.evaluate(TOO_WIDE):
            found.append(f"{address}: wider than the window")
        found += lying_over(person, address)
    assert not found, "\n".join(found)


def read_with_effort(site: Site, name: str) -> None:
    """Let somebody read English, in high contrast, at 200 % from now on."""
    with site.platform.store.reading() as session:
        actor = actor_by_username(session, name, utc_now())
    assert actor is not None
    wish = ChoosePreferences(language="en", theme="contrast", text_size="larger")
    site.platform.store.execute(actor, choose_preferences, wish)


@pytest.mark.parametrize("name", ["thuky", "quantri"])
def test_axe_finds_nothing_on_any_page(people: People, site: Site, name: str) -> None:
    app = create_app(site.platform.settings, site.platform)
    things = _things(site)
    person = people.enter(name, DESK)
    # Pages that are not theirs, and steps that a task is not at, say so; those words are read too.
    person.watch.forgive(r"status of 40[349]")
    found, walked = [], set()
    for address in _addresses(app, things, administration=name == "quantri"):
        answer = person.page.goto(site.origin + address)
        assert answer is not None
        if answer.ok:
            walked.add(address)
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            person.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += violations(person, f"{address} ({scheme})", rules, settled="load")
        found += lying_over(person, address)
    assert not found, "\n".join(found)
    assert walked >= set(OF_ADMINISTRATORS if name == "quantri" else PLAIN)
    assert len(walked) >= 20


def _things(site: Site) -> dict[str, Any]:
    """One of each thing that addresses name, by the name they give it."""
    meeting = scenes.in_session(site, "Phiên họp của mọi trang")
    books = open_books(meeting.store, meeting.office, meeting.as_actor)
    slips = Slips(books, meeting.office.units, meeting.office.people, books.came(sure=True).id)
    newer = UUID(carrying.revised(meeting, site))
    return {
        "meeting_id": meeting.id,
        "vote_id": _prepared_vote(meeting),
        "item_id": meeting.items[0],
        "version_id": newer,
        "carried_id": carrying.orphan(site, newer),
        "slip_id": slips.send(),
        "circulation_id": draft(meeting.store, meeting.office, meeting.as_actor).id,
        "official_id": Issued(site.platform, meeting).ready(OfficialKind.INVITATION),
        **calendar_things(meeting),
        **minutes_things(meeting),
        "task_id": scenes.task(meeting),
        **scenes.report(site, meeting),
        "proposal_id": scenes.proposal(meeting),
        "sheet_id": scenes.weekly_sheet(meeting),
        "request_id": scenes.paper_request(meeting),
        "opinion_id": scenes.opinion(meeting),
        "document_id": books.came(sure=True).id,
        "person_id": meeting.office.people["daibieu01"],
        "unit_id": books.unit,
        "seq": 3,
        "key": "rooms",
        "name": "castBallot",
    }


def _prepared_vote(meeting: Gathering) -> UUID:
    """A vote that waits to be opened, for the page of its roll."""
    asked = PrepareVote(meeting_id=meeting.id, question=Question(question="Thông qua?"))
    made: UUID = meeting.run("thuky", prepare_vote, asked).id
    return made


def _addresses(app: Any, things: dict[str, Any], *, administration: bool) -> list[str]:
    """The pages of the administration, or all others, whose things there are."""
    rules = [
        door.path(things)
        for door in doors(app)
        if door.method == "GET" and set(door.names) <= things.keys()
    ]
    pages = [address for address in rules if not NO_PAGE.search(address)] + ["/search?q=phien hop"]
    return [address for address in pages if address.startswith("/admin/") == administration]
