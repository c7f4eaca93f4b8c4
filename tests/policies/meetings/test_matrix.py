"""Every permission of meetings, for every part, in every state: from the registry."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from ecabinet.core.actors import Actor, HeldOffice, Role
from ecabinet.core.permissions import allows, registered
from meetings.catalogue import Function
from meetings.models import AgendaItem, GuestItem, Meeting, Participant
from meetings.places import BallotPlace, ItemPlace
from meetings.policies import (
    POLICIES,
    BallotPermission,
    BodyPermission,
    ItemPermission,
    MeetingPermission,
)
from meetings.rules import register_rules
from meetings.states import MeetingState, VoteState

UNIT, OTHER_UNIT = uuid4(), uuid4()
ITEM, OTHER_ITEM = uuid4(), uuid4()
PARTS = (
    "office",
    "secretary",
    "chair",
    "member",
    "guest",
    "removed",
    "stranger",
    "administrator",
    "other_office",
)
LEADING = {"office", "secretary", "chair"}
SECRETARIAT = {"office", "secretary"}
CALLED_ON = set(MeetingState) - {MeetingState.DRAFT}
OPEN = {"draft", "called", "in_session", "paused"}

Expected = Callable[[str, MeetingState], bool]


def knows(part: str, state: MeetingState) -> bool:
    """Leaders always; members and guests once it is called."""
    return part in LEADING or (part in {"member", "guest"} and state in CALLED_ON)


def no_guest(part: str, state: MeetingState) -> bool:
    """Knows it, and not as a guest."""
    return knows(part, state) and part != "guest"


def seated(part: str, state: MeetingState) -> bool:
    """Knows it from a seat."""
    return knows(part, state) and part != "office"


def upload(part: str, state: MeetingState) -> bool:
    """The secretariat, until the end."""
    return part in SECRETARIAT and state in OPEN


EXPECTED: dict[MeetingPermission, Expected] = {
    MeetingPermission.READ: knows,
    MeetingPermission.PLAN: lambda part, _state: part in SECRETARIAT,
    MeetingPermission.CALL: lambda part, _state: part in SECRETARIAT,
    MeetingPermission.RUN: lambda part, _state: part in LEADING,
    MeetingPermission.CHECK_IN: seated,
    MeetingPermission.CHECK_IN_OTHERS: lambda part, _state: part in SECRETARIAT,
    MeetingPermission.READ_VOTES: no_guest,
    MeetingPermission.READ_DRAFTS: lambda part, _state: part in LEADING,
    MeetingPermission.CONCLUDE: lambda part, _state: part in LEADING,
    MeetingPermission.ISSUE: lambda part, _state: part in LEADING,
    MeetingPermission.READ_MINUTES: no_guest,
}
ON_ITEM: dict[ItemPermission, tuple[Expected, Expected]] = {
    # For the item a guest was invited for, and for another one.
    ItemPermission.READ: (knows, no_guest),
    ItemPermission.ANNOTATE: (
        lambda part, state: no_guest(part, state) and state in OPEN,
        lambda part, state: no_guest(part, state) and state in OPEN,
    ),
    ItemPermission.UPLOAD: (upload, upload),
}


@pytest.fixture(autouse=True)
def rules() -> None:
    """The table as the application registers it."""
    register_rules()


def actor(part: str) -> Actor:
    """Somebody with the offices of this part."""
    offices = {
        "office": (HeldOffice(UNIT, Role.SECRETARY, ""),),
        "other_office": (HeldOffice(OTHER_UNIT, Role.SECRETARY, ""),),
        "administrator": (HeldOffice(UNIT, Role.ADMINISTRATOR, ""),),
    }.get(part, (HeldOffice(UNIT, Role.MEMBER, ""),))
    return Actor(person_id=uuid4(), username=part, name=part, offices=offices)


def meeting(part: str, person_id: UUID | None, state: MeetingState) -> Meeting:
    """A meeting in which the person has the seat of this part, if it is one of a seat."""
    made = Meeting(id=uuid4(), unit_id=UNIT, state=state)
    made.items = [AgendaItem(id=ITEM), AgendaItem(id=OTHER_ITEM)]
    if part in {"secretary", "chair", "member", "guest", "removed"}:
        function = Function.MEMBER if part == "removed" else Function(part)
        seat = Participant(
            id=uuid4(), person_id=person_id, function=function, entitled=part in {"chair", "member"}
        )
        if part == "removed":
            from ecabinet.core.clock import utc_now

            seat.removed_at = utc_now()
        if part == "guest":
            seat.guest_items = [GuestItem(item_id=ITEM)]
        made.participants = [seat]
    return made


def test_every_permission_has_an_expectation_here() -> None:
    """A permission without a row in the matrix fails."""
    ours = {p for p in registered() if isinstance(p, tuple(type(q) for q in POLICIES))}
    told = set(EXPECTED) | set(ON_ITEM) | set(BallotPermission) | set(BodyPermission)
    assert ours == told == set(POLICIES)


@pytest.mark.parametrize("permission", list(MeetingPermission))
def test_meetings(permission: MeetingPermission) -> None:
    """Nine parts in six states."""
    for part in PARTS:
        for state in MeetingState:
            who = actor(part)
            allowed = allows(who, permission, meeting(part, who.person_id, state))
            assert allowed is EXPECTED[permission](part, state), (part, state)


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
