"""A tablet without network: the kept room and papers, what is sent afterwards, and what goes."""

import time
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Error, expect

from documents.commands.recall import RecallPaper, recall_paper
from meetings.commands.participants import RemoveParticipant, remove_participant
from meetings.commands.presence import Presence, leave
from tests.browser import room, scenes
from tests.browser.offline import DRAW, HELD, INSIDE, SHELVED
from tests.browser.people import People, Person
from tests.browser.server import Site
from tests.gatherings import Gathering

pytestmark = pytest.mark.browser

KEEP_MS = 60_000
STROKES = 500


@pytest.fixture
def meeting(site: Site) -> Gathering:
    """In session, with one paper."""
    return scenes.in_session(site)


def keeps_all(person: Person, meeting: Gathering) -> None:
    """Open the meeting's page and wait until its papers are on this tablet."""
    person.watch.forgive("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "WebSocket connection")
    person.go(scenes.page_of(meeting))
    expect(person.page.locator("[data-kept-line]")).to_contain_text(
        "Đã lưu 1 tài liệu", timeout=KEEP_MS
    )
    person.page.evaluate("() => navigator.serviceWorker.ready.then(() => {})")


def inside(person: Person) -> dict[str, Any]:
    """What this browser holds."""
    found: dict[str, Any] = person.page.evaluate(INSIDE)
    return found


def version_of(meeting: Gathering) -> str:
    """The version of the one paper."""
    papers = [paper for item in meeting.seen_by("thuky").agenda for paper in item.papers]
    return str(papers[0].version_id)


def paper_of(meeting: Gathering) -> UUID:
    """The one paper."""
    papers = [paper for item in meeting.seen_by("thuky").agenda for paper in item.papers]
    return UUID(str(papers[0].id))


def test_500_strokes_made_without_network_are_stored_once(
    people: People, meeting: Gathering
) -> None:
    member = people.enter("daibieu01", keeps=True)
    keeps_all(member, meeting)
    page, path = member.page, scenes.page_of(meeting)
    room.enter(member, path)
    room.paper_is_open(member)
    page.on("dialog", lambda dialog: dialog.accept())
    page.context.set_offline(True)
    lost = time.monotonic()
    expect(page.locator("[data-link]")).to_contain_text("Mất mạng từ", timeout=4_000)
    assert time.monotonic() - lost < 3.5
    version = version_of(meeting)
    assert page.evaluate(DRAW, [version, STROKES]) == STROKES
    expect(page.locator("[data-follow-title]")).to_have_text(f"{STROKES} dấu chưa gửi")
    page.wait_for_function(SHELVED, arg=STROKES, timeout=5_000)
    page.reload()
    expect(page.locator("#room")).to_be_visible()
    room.paper_is_open(member)
    expect(page.locator("[data-link]")).to_contain_text("Mất mạng từ", timeout=4_000)
    expect(page.locator("[data-follow-title]")).to_have_text(f"{STROKES} dấu chưa gửi")
    member.photograph("offline-room-reloaded")
    page.context.set_offline(False)
    back = time.monotonic()
    expect(page.locator("[data-link]")).to_have_text("Đã đồng bộ", timeout=10_000)
    room.all_is_saved(member)
    assert time.monotonic() - back < 20
    listed = page.evaluate(
        f"() => fetch('/api/v1/papers/{version}/annotations').then((a) => a.json())"
    )
    ids = [mark["id"] for mark in listed["annotations"]]
    assert len(ids) == len(set(ids)) == STROKES


def test_a_paper_and_the_list_open_without_network_and_other_pages_say_so(
    people: People, meeting: Gathering
) -> None:
    member = people.enter("daibieu01", keeps=True)
    keeps_all(member, meeting)
    member.page.context.set_offline(True)
    member.go("/account/kept-papers")
    expect(member.page.get_by_role("heading", name="1 tài liệu")).to_be_visible()
    member.photograph("offline-list")
    member.page.locator("tbody a").click()
    room.paper_is_open(member)
    expect(member.page.get_by_text("Ngoại tuyến")).to_be_visible()
    member.photograph("offline-paper")
    member.go("/tasks")
    expect(member.page.get_by_role("heading", name="Đang ngoại tuyến")).to_be_visible()
    member.photograph("offline-page")
    member.page.context.set_offline(False)


def test_what_is_kept_is_sealed_and_signing_out_leaves_nothing(
    people: People, meeting: Gathering
) -> None:
    member = people.enter("daibieu01", keeps=True)
    keeps_all(member, meeting)
    held = inside(member)
    assert held["records"] > 10
    for clear in ("%PDF", scenes.TITLE, "To trinh", "EXTRACTABLE", "daibieu01"):
        assert clear not in held["text"], clear
    assert held["cached"] == 1, "the page that says one is offline"
    member.page.locator(".top details.drop-menu summary").click()
    member.press("Đăng xuất")
    expect(member.page).to_have_url(f"{member.site.origin}/sign-in")
    left = inside(member)
    assert left["records"] == 0
    assert "keep" not in left["text"]
    assert scenes.TITLE not in left["text"]
    # The browser was told to forget the service worker too.
    member.page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        member.go(f"{scenes.page_of(meeting)}/room")
    member.page.context.set_offline(False)


def test_what_may_not_be_read_any_more_goes_at_the_next_contact(
    people: People, meeting: Gathering
) -> None:
    member = people.enter("daibieu02", keeps=True)
    keeps_all(member, meeting)
    seat = meeting.seat("daibieu02")
    meeting.run("thuky", leave, Presence(meeting_id=meeting.id, participant_id=seat))
    unseated = RemoveParticipant(meeting_id=meeting.id, participant_id=seat)
    meeting.run("thuky", remove_participant, unseated)
    member.page.evaluate("() => localStorage.removeItem('ecabinet-kept-asked')")
    member.watch.forgive("404")
    member.go("/")
    member.page.wait_for_timeout(1500)
    member.page.context.set_offline(True)
    for path in (f"{scenes.page_of(meeting)}/room", f"/papers/{version_of(meeting)}"):
        member.go(path)
        expect(member.page.get_by_role("heading", name="Đang ngoại tuyến")).to_be_visible()
    member.page.context.set_offline(False)


@pytest.mark.parametrize("door", ["paper", "room"])
def test_a_recalled_paper_goes_from_the_tablet_while_it_is_open(
    people: People, meeting: Gathering, door: str
) -> None:
    member = people.enter("daibieu01", keeps=True)
    keeps_all(member, meeting)
    version, path = version_of(meeting), scenes.page_of(meeting)
    # Asked a moment ago: the next question what may stay is a minute away.
    member.page.evaluate("() => localStorage.setItem('ecabinet-kept-asked', String(Date.now()))")
    if door == "room":
        room.enter(member, path)
    else:
        member.go(f"/papers/{version}")
    room.paper_is_open(member)
    assert member.page.evaluate(HELD, version) > 3
    member.watch.forgive("404")
    paper_id = paper_of(meeting)
    meeting.run("thuky", recall_paper, RecallPaper(paper_id=paper_id, reason="Gửi nhầm"))
    expect(member.page.get_by_text("Tài liệu này vừa được thu hồi")).to_be_visible(timeout=8_000)
    member.page.wait_for_function(f"async () => (await ({HELD})({version!r})) === 0")
    member.page.context.set_offline(True)
    member.go(f"/papers/{version}")
    expect(member.page.get_by_role("heading", name="Đang ngoại tuyến")).to_be_visible()
    member.page.context.set_offline(False)


def test_another_person_on_the_same_tablet_sees_nothing(people: People, meeting: Gathering) -> None:
    member = people.enter("daibieu01", keeps=True)
    keeps_all(member, meeting)
    # The sign-in was ended elsewhere, so that this tablet was never told to wipe.
    member.page.context.clear_cookies()
    member.name = "daibieu03"
    member.sign_in()
    member.go("/account/kept-papers")
    expect(member.page.get_by_text("Máy này chưa lưu tài liệu nào")).to_be_visible()
    assert inside(member)["records"] == 0
    member.page.context.set_offline(True)
    member.go(f"{scenes.page_of(meeting)}/room")
    expect(member.page.get_by_role("heading", name="Đang ngoại tuyến")).to_be_visible()
    member.page.context.set_offline(False)
