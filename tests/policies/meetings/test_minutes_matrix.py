"""Every permission on minutes, for every part, in every state of meeting and minutes."""

from uuid import uuid4

import pytest

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings.minutes.models import Minutes
from meetings.minutes.places import MinutesPlace
from meetings.minutes.policies import POLICIES, MinutesPermission
from meetings.minutes.states import MinutesState
from meetings.rules import register_rules
from meetings.states import MeetingState
from tests.policies.meetings.parts import (
    LEADING,
    PARTS,
    SECRETARIAT,
    actor,
    meeting,
    no_guest,
    seated,
)

STATES = [None, *MinutesState]


@pytest.fixture(autouse=True)
def rules() -> None:
    """The table as the application registers it."""
    register_rules()


@pytest.mark.parametrize("state", STATES)
def test_every_cell(state: MinutesState | None) -> None:
    shown = state in (MinutesState.CIRCULATED, MinutesState.APPROVED)
    for part in PARTS:
        for session in MeetingState:
            who = actor(part)
            found = meeting(part, who.person_id, session)
            row = Minutes(meeting_id=found.id, state=state) if state else None
            at = MinutesPlace(found, row)
            member = no_guest(part, session)
            expected = {
                MinutesPermission.READ: part in LEADING or (shown and member),
                MinutesPermission.EDIT: part in SECRETARIAT,
                MinutesPermission.READ_WORK: part in LEADING,
                MinutesPermission.AMEND: shown and member and seated(part, session),
                MinutesPermission.APPROVE: part == "chair",
            }
            for permission, may in expected.items():
                assert allows(who, permission, at) is may, (permission, part, session)


def test_the_matrix_knows_every_permission() -> None:
    assert set(POLICIES) == set(MinutesPermission)


def test_a_machine_in_the_hall_reads_none() -> None:
    found = meeting("member", uuid4(), MeetingState.CLOSED)
    machine = Actor(uuid4(), "screen", "", screen_of=found.id)
    at = MinutesPlace(found, Minutes(meeting_id=found.id, state=MinutesState.APPROVED))
    assert not any(allows(machine, permission, at) for permission in MinutesPermission)
