"""The lead of pages and the pointer: handed to a presenter, and how it ends."""

from typing import Any

import pytest

from documents.live import may_send
from ecabinet.core.errors import Denied, DomainError, NotFound
from meetings.commands.guide import PageView, TurnPage, turn_page
from meetings.commands.lead import HandLead, hand_lead
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.session import SessionStep, close_session
from tests.gatherings import Gathering


def hand(gathering: Gathering, presenter: str | None, by: str = "thuky") -> None:
    """Hand the lead to somebody, or take it back."""
    seat = gathering.seat(presenter) if presenter else None
    gathering.run(by, hand_lead, HandLead(meeting_id=gathering.id, participant_id=seat))


def turn(gathering: Gathering, by: str, page: int = 2, **fields: Any) -> Any:
    """Turn to a page of the paper that is shown."""
    shown = gathering.seen_by("thuky").current_version_id
    command = TurnPage(meeting_id=gathering.id, version_id=shown, page=page, **fields)
    return gathering.run(by, turn_page, command)


@pytest.fixture
def hall(gathering: Gathering) -> Gathering:
    """In session at item 2, its paper on every device, the guest of the item in the room."""
    gathering.running()
    gathering.paper(1)
    gathering.push(1)
    gathering.run("khach01", check_in, Presence(meeting_id=gathering.id))
    return gathering


def points(hall: Gathering, username: str) -> bool:
    """Whether somebody may show a pointer on the paper."""
    stream = f"paper:{hall.seen_by('thuky').current_version_id}:meeting"
    with hall.store.reading() as session:
        return may_send(session, hall.as_actor(username), stream, "pointer")


@pytest.mark.parametrize("presenter", ["daibieu01", "khach01"])
def test_a_presenter_turns_pages_and_points_until_taken_back(
    hall: Gathering, presenter: str
) -> None:
    """Nobody else of the members does; secretary and chair still can."""
    with pytest.raises(Denied):
        turn(hall, presenter)
    assert not points(hall, presenter)
    hand(hall, presenter)
    hand(hall, presenter, by="chutri")
    place = turn(hall, presenter, view=PageView(left=0, top=0.4, zoom=1.5))
    assert (place.page, place.view.top) == (2, 0.4)
    seen = hall.seen_by("daibieu02")
    assert seen.current_view == {"left": 0, "top": 0.4, "zoom": 1.5}
    assert seen.presenter_id == hall.seat(presenter)
    assert points(hall, presenter)
    with pytest.raises(Denied):
        turn(hall, "daibieu02")
    assert turn(hall, "chutri", 3).view is None
    hand(hall, None)
    with pytest.raises(Denied):
        turn(hall, presenter)
    assert not points(hall, presenter)


def test_a_presenter_gives_the_lead_back_but_not_on(hall: Gathering) -> None:
    """Others can do neither."""
    hand(hall, "daibieu01")
    with pytest.raises(Denied):
        hand(hall, "daibieu02", by="daibieu01")
    with pytest.raises(Denied):
        hand(hall, None, by="daibieu02")
    hand(hall, None, by="daibieu01")
    assert hall.seen_by("thuky").presenter_id is None


@pytest.mark.parametrize("end", ["item", "leave", "close"])
def test_the_lead_ends_with_the_item_and_with_presence(hall: Gathering, end: str) -> None:
    """Nobody leads from afar or into the next item."""
    hand(hall, "daibieu01")
    if end == "item":
        hall.push(2)
    elif end == "leave":
        hall.run("daibieu01", leave, Presence(meeting_id=hall.id))
    else:
        hall.run("thuky", close_session, SessionStep(meeting_id=hall.id))
    assert hall.seen_by("thuky").presenter_id is None


def test_only_people_in_the_room_and_on_the_item_lead(gathering: Gathering) -> None:
    """A guest of another item does not, nor who is away, nor a stranger."""
    gathering.running("chutri", "daibieu01", "daibieu02")
    gathering.run("khach01", check_in, Presence(meeting_id=gathering.id))
    gathering.push(2)
    for username in ("khach01", "daibieu03"):
        with pytest.raises(DomainError) as refused:
            hand(gathering, username)
        assert refused.value.code == "lead.not_present"
    with pytest.raises(NotFound):
        hand(gathering, "daibieu01", by="cuong")


@pytest.mark.parametrize("view", [{"top": 2}, {"zoom": 0}, {"left": -1}, {"top": float("nan")}])
def test_a_part_outside_the_page_is_refused(view: dict[str, float]) -> None:
    """Shares lie between 0 and 1."""
    with pytest.raises(ValueError, match="validation error"):
        PageView(**({"left": 0, "top": 0, "zoom": 1} | view))
