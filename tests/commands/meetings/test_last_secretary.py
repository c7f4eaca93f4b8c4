"""Who keeps a meeting: the last secretary does not leave; who has left is not invited."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from ecabinet.accounts.models import Office, Person
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.catalogue import Function
from meetings.commands.participants import (
    Invitation,
    InviteParticipants,
    RemoveParticipant,
    invite_participants,
    remove_participant,
)
from tests.gatherings import Gathering


def without_office(g: Gathering) -> None:
    """Nobody holds the secretary's office of the body any more; the seat stays."""

    def end(uow: UnitOfWork, _cmd: Any) -> None:
        held = update(Office).where(Office.role == Role.SECRETARY).values(role=Role.MEMBER)
        uow.session.execute(held)

    g.store.execute(SYSTEM, end, None)


def invite(g: Gathering, username: str, function: Function) -> None:
    """Give somebody a part."""
    part = Invitation(person_id=g.office.people[username], function=function)
    wish = InviteParticipants(meeting_id=g.id, participants=(part,))
    g.run("thuky", invite_participants, wish)


def remove(g: Gathering, seat: UUID) -> None:
    """Take somebody off the list."""
    wish = RemoveParticipant(meeting_id=g.id, participant_id=seat)
    g.run("thuky", remove_participant, wish)


def test_the_last_secretary_leaves_only_when_the_body_has_one(gathering: Gathering) -> None:
    """Neither by removal nor by another part; nothing is half done."""
    gathering.planned()
    seat = gathering.seat("thuky")
    without_office(gathering)
    for leave in (
        lambda: remove(gathering, seat),
        lambda: invite(gathering, "thuky", Function.MEMBER),
    ):
        with pytest.raises(Conflict) as refused:
            leave()
        assert refused.value.code == "participant.last_secretary"
    assert gathering.seat("thuky") == seat
    invite(gathering, "daibieu03", Function.SECRETARY)
    remove(gathering, seat)


def test_with_the_office_held_the_seat_may_go(gathering: Gathering) -> None:
    gathering.planned()
    remove(gathering, gathering.seat("thuky"))
    assert all(p.function != Function.SECRETARY for p in gathering.seen_by("thuky").participants)


def test_who_has_left_is_not_invited(gathering: Gathering) -> None:
    """Nor anybody else of the same list."""
    gathering.planned()
    gone, other = gathering.office.people["canbo"], gathering.office.people["cuong"]

    def leave(uow: UnitOfWork, _cmd: Any) -> None:
        uow.session.execute(update(Person).where(Person.id == gone).values(active=False))

    gathering.store.execute(SYSTEM, leave, None)
    parts = tuple(Invitation(person_id=person) for person in (other, gone))
    wish = InviteParticipants(meeting_id=gathering.id, participants=parts)
    with pytest.raises(Invalid) as refused:
        gathering.run("thuky", invite_participants, wish)
    assert refused.value.code == "participant.has_left"
    assert other not in {p.person_id for p in gathering.seen_by("thuky").participants}
