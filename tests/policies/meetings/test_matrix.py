"""Every permission of meetings, for every part, in every state: from the registry."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, allows, registered
from meetings.catalogue import Function
from meetings.models import (
    AgendaTemplate,
    PaperRequest,
)
from meetings.places import BallotPlace, ItemPlace, RequestPlace
from meetings.policies import (
    POLICIES,
    BallotPermission,
    BodyPermission,
    ItemPermission,
    MeetingPermission,
    RequestPermission,
    RoomPermission,
    TemplatePermission,
)
from meetings.preparing import RequestState
from meetings.rules import register_rules
from meetings.states import MeetingState, VoteState
from tests.policies.meetings.parts import (
    EXPECTED,
    ITEM,
    ON_ITEM,
    OPEN,
    OTHER_UNIT,
    PARTS,
    SECRETARIAT,
    UNIT,
    actor,
    knows,
    meeting,
)


@pytest.fixture(autouse=True)
def rules() -> None:
    """The table as the application registers it."""
    register_rules()


def test_every_permission_has_an_expectation_here() -> None:
    """A permission without a row in the matrix fails."""
    ours = {p for p in registered() if isinstance(p, tuple(type(q) for q in POLICIES))}
    told = set(EXPECTED) | set(ON_ITEM) | set(BallotPermission) | set(BodyPermission)
    told |= set(RoomPermission)
    told |= set(TemplatePermission) | set(RequestPermission)
    assert ours == told == set(POLICIES)


@pytest.mark.parametrize("permission", list(MeetingPermission))
def test_meetings(permission: MeetingPermission) -> None:
    """Nine parts in six states."""
    for part in PARTS:
        for state in MeetingState:
            who = actor(part)
            allowed = allows(who, permission, meeting(part, who.person_id, state))
            assert allowed is EXPECTED[permission](part, state), (part, state)


@pytest.mark.parametrize("permission", list(POLICIES))
def test_a_machine_in_the_hall_reads_its_screen_and_nothing_else(permission: Permission) -> None:
    """In every state; of another meeting not even that. Whatever else is registered refuses it."""
    things: list[Any] = []
    for state in MeetingState:
        found = meeting("member", uuid4(), state)
        machine = Actor(person_id=uuid4(), username="screen", name="", screen_of=found.id)
        if isinstance(permission, MeetingPermission):
            allowed = allows(machine, permission, found)
            assert allowed is (permission is MeetingPermission.READ_SCREEN), state
            assert not allows(replace(machine, screen_of=uuid4()), permission, found)
        things += [ItemPlace(found, item) for item in found.items]
    if isinstance(permission, ItemPermission):
        assert not any(allows(machine, permission, thing) for thing in things)
    if isinstance(permission, RoomPermission | BodyPermission):
        assert not allows(machine, permission, UNIT)


def test_rooms_are_drawn_by_administrators_and_secretaries() -> None:
    """By office alone: a seat in a meeting draws no room."""
    drawing = {part for part in PARTS if allows(actor(part), RoomPermission.DRAW, None)}
    assert drawing == {"office", "other_office", "administrator"}


@pytest.mark.parametrize("permission", list(ItemPermission))
def test_items(permission: ItemPermission) -> None:
    """The item a guest was invited for, and another one."""
    for part in PARTS:
        for state in MeetingState:
            who = actor(part)
            found = meeting(part, who.person_id, state)
            for item, expected in zip(found.items, ON_ITEM[permission], strict=True):
                allowed = allows(who, permission, ItemPlace(found, item))
                assert allowed is expected(part, state), (part, state, item.id == ITEM)


@pytest.mark.parametrize("permission", list(ItemPermission))
def test_secret_items(permission: ItemPermission) -> None:
    """Who is not cleared has no right on the item, whatever their part; cleared, the usual ones."""
    for part in PARTS:
        for state in MeetingState:
            who = actor(part)
            found = meeting(part, who.person_id, state)
            found.items[0].secrecy = 2
            place = ItemPlace(found, found.items[0])
            assert not allows(replace(who, clearance=1), permission, place), (part, state)
            expected = ON_ITEM[permission][0](part, state)
            assert allows(replace(who, clearance=2), permission, place) is expected


@pytest.mark.parametrize("function", list(Function))
@pytest.mark.parametrize("state", list(VoteState))
@pytest.mark.parametrize("entitled", [True, False])
@pytest.mark.parametrize("own", [True, False])
def test_ballots(function: Function, state: VoteState, entitled: bool, own: bool) -> None:
    """Only one's own, only of a vote that was opened, never a guest's, only if entitled."""
    who = actor("member")
    assert who.person_id is not None
    place = BallotPlace(
        vote_id=uuid4(),
        meeting_id=uuid4(),
        vote_state=state,
        voters=3,
        participant_id=uuid4(),
        person_id=who.person_id if own else uuid4(),
        function=function,
        entitled=entitled,
        has_cast=False,
    )
    sees = own and function is not Function.GUEST and state is not VoteState.PREPARED
    assert allows(who, BallotPermission.READ, place) is sees
    assert allows(who, BallotPermission.CAST, place) is (sees and entitled)


def test_bodies() -> None:
    """Only the secretary's office of the body itself."""
    for part in PARTS:
        allowed = allows(actor(part), BodyPermission.CREATE_MEETING, UNIT)
        assert allowed is (part == "office"), part


@pytest.mark.parametrize("part", ["member", "guest", "removed"])
@pytest.mark.parametrize("state", list(MeetingState))
def test_who_was_handed_the_lead_guides_and_points(part: str, state: MeetingState) -> None:
    """From the own seat, a guest on the own items, until the end; a removed seat leads nobody."""
    who = actor(part)
    found = meeting(part, who.person_id, state)
    found.presenter_id = found.participants[0].id
    assert allows(who, MeetingPermission.GUIDE, found) is knows(part, state)
    assert not allows(who, MeetingPermission.RUN, found)
    for item in found.items:
        reads = knows(part, state) and (part != "guest" or item.id == ITEM)
        expected = reads and state in OPEN
        assert allows(who, ItemPermission.POINT, ItemPlace(found, item)) is expected


@pytest.mark.parametrize("permission", list(TemplatePermission))
def test_templates(permission: TemplatePermission) -> None:
    """Only the secretary's office of the body itself; a seat in its meetings gives nothing."""
    for part in PARTS:
        allowed = allows(actor(part), permission, AgendaTemplate(id=uuid4(), unit_id=UNIT))
        assert allowed is (part == "office"), part


@pytest.mark.parametrize("permission", list(RequestPermission))
@pytest.mark.parametrize("asked", [UNIT, OTHER_UNIT])
def test_papers_asked_of_units(permission: RequestPermission, asked: UUID) -> None:
    """Whoever holds an office in the unit hands in, the secretariat decides; nobody else knows.

    The people of the body that meets hold offices in it: they prepare what it is itself asked for.
    """
    for part in PARTS:
        for state in MeetingState:
            for request_state in RequestState:
                who = actor(part)
                found = meeting(part, who.person_id, state)
                request = PaperRequest(id=uuid4(), unit_id=asked, state=request_state)
                place = RequestPlace(found, found.items[0], request)
                works = part != "administrator" and (part == "other_office") is (
                    asked == OTHER_UNIT
                )
                decides = part in SECRETARIAT
                waits = request_state in (RequestState.ASKED, RequestState.RETURNED)
                expected = {
                    RequestPermission.READ: works or decides,
                    RequestPermission.FILL: works and waits and state in OPEN,
                    RequestPermission.SUBMIT: works,
                    RequestPermission.DECIDE: decides,
                    RequestPermission.CHANGE: decides,
                }[permission]
                said = allows(who, permission, place)
                assert said is expected, (part, state, request_state)
                found.items[0].secrecy = 2
                assert not allows(replace(who, clearance=1), permission, place)
                assert allows(replace(who, clearance=2), permission, place) is expected


def test_no_files_for_an_item_taken_off() -> None:
    """The unit still reads what it prepared."""
    from ecabinet.core.clock import utc_now

    who = actor("other_office")
    found = meeting("other_office", who.person_id, MeetingState.CALLED)
    found.items[0].removed_at = utc_now()
    request = PaperRequest(id=uuid4(), unit_id=OTHER_UNIT, state=RequestState.ASKED)
    place = RequestPlace(found, found.items[0], request)
    assert allows(who, RequestPermission.READ, place)
    assert not allows(who, RequestPermission.FILL, place)
