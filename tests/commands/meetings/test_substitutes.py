"""Substitutes: proposed, approved, seated with the vote where the type says so, taken back."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from ecabinet.accounts.models import Person
from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from meetings.catalogue import Function
from meetings.commands.participants import (
    Invitation,
    InviteParticipants,
    RemoveParticipant,
    invite_participants,
    remove_participant,
)
from meetings.commands.presence import Presence, check_in
from meetings.models import Participant
from meetings.queries.shapes import ParticipantOut
from tests.commands.meetings.answering import answer, code, decide, listed, own, propose
from tests.gatherings import Gathering


def seat_of(meeting: Gathering, username: str) -> ParticipantOut:
    key = meeting.office.people[username]
    return next(p for p in meeting.seen_by("thuky").participants if p.person_id == key)


def let_substitutes_vote(meeting: Gathering) -> None:
    """The type of the meeting lets substitutes vote."""
    kind = meeting.seen_by("thuky").kind
    with meeting.store.engine.begin() as connection:
        data = CatalogueEntry.data
        row = connection.execute(
            CatalogueEntry.__table__.select().where(CatalogueEntry.code == kind)
        ).one()
        changed = {**row.data, "substitute_votes": True}
        connection.execute(
            update(CatalogueEntry).where(CatalogueEntry.id == row.id).values({data: changed})
        )


def test_a_substitute_gets_nothing_before_the_approval(gathering: Gathering) -> None:
    gathering.called()
    propose(gathering, "daibieu01", "canbo")
    with pytest.raises(NotFound):
        gathering.seen_by("canbo")
    decide(gathering, "daibieu01", "approve")
    seen = gathering.seen_by("canbo")
    assert len(seen.agenda) == 3
    assert seen.me.sits_for == gathering.seat("daibieu01")
    assert seat_of(gathering, "daibieu01").substituted_by == seen.me.id
    # By this type the vote stays with the member, who is counted as absent.
    assert (seat_of(gathering, "daibieu01").entitled, seen.me.entitled) == (True, False)
    assert own(gathering, "canbo").sits_for == "Trần Văn An"


def test_the_vote_goes_along_where_the_type_says_so_and_comes_back(gathering: Gathering) -> None:
    gathering.called()
    let_substitutes_vote(gathering)
    propose(gathering, "daibieu01", "canbo")
    decide(gathering, "daibieu01", "approve")
    assert seat_of(gathering, "canbo").entitled
    assert not seat_of(gathering, "daibieu01").entitled
    assert gathering.seen_by("thuky").attendance.members == 5
    answer(gathering, "daibieu01", "attend")
    assert seat_of(gathering, "daibieu01").entitled
    assert gathering.seen_by("thuky").attendance.members == 5
    with pytest.raises(NotFound):
        gathering.seen_by("canbo")


def test_a_guests_substitute_sees_the_guests_items(gathering: Gathering) -> None:
    gathering.called()
    propose(gathering, "khach01", "canbo")
    decide(gathering, "khach01", "approve")
    assert [item.id for item in gathering.seen_by("canbo").agenda] == [gathering.items[1]]
    decide(gathering, "khach01", "refuse", "Đồng chí tự dự")
    with pytest.raises(NotFound):
        gathering.seen_by("canbo")
    again = own(gathering, "khach01")
    assert (again.answer.approval, again.answer.refusal) == ("refused", "Đồng chí tự dự")
    assert listed(gathering).figures["waiting"] == 6
    # The same seat is given once more.
    propose(gathering, "khach01", "canbo")
    decide(gathering, "khach01", "approve")
    assert len(gathering.seen_by("canbo").agenda) == 1


def test_a_substitute_of_a_substitute_is_refused(gathering: Gathering) -> None:
    gathering.called()
    propose(gathering, "daibieu01", "canbo")
    decide(gathering, "daibieu01", "approve")
    with pytest.raises(Conflict) as caught:
        propose(gathering, "canbo", "vanthu")
    assert code(caught) == "answer.substitute_of_substitute"
    assert not own(gathering, "canbo").may_substitute
    with pytest.raises(Invalid) as twice:
        propose(gathering, "daibieu02", "canbo")
    assert code(twice) == "answer.sits_for_another"
    answer(gathering, "canbo", "online")
    assert own(gathering, "canbo").answer.answer == "online"


@pytest.mark.parametrize("who", ["daibieu02", "daibieu01", "khach01"])
def test_who_takes_part_cannot_be_a_substitute(gathering: Gathering, who: str) -> None:
    gathering.called()
    with pytest.raises(Invalid) as caught:
        propose(gathering, "daibieu01", who)
    assert code(caught) == "answer.takes_part"


def deactivate(meeting: Gathering, username: str) -> None:
    with meeting.store.engine.begin() as connection:
        this = Person.id == meeting.office.people[username]
        connection.execute(update(Person).where(this).values(active=False))


def test_who_left_the_office_is_neither_substitute_nor_answered_for(gathering: Gathering) -> None:
    gathering.called()
    propose(gathering, "daibieu01", "canbo")
    deactivate(gathering, "canbo")
    for person in (gathering.office.people["canbo"], uuid4()):
        with pytest.raises(Invalid) as caught:
            answer(gathering, "daibieu02", "substitute", substitute_id=person)
        assert code(caught) == "answer.unknown_substitute"
    # Proposed before, left since.
    with pytest.raises(Invalid):
        decide(gathering, "daibieu01", "approve")
    deactivate(gathering, "daibieu03")
    seat = gathering.seat("daibieu03")
    with pytest.raises(Conflict) as gone:
        answer(gathering, "thuky", "attend", participant_id=seat)
    assert code(gone) == "answer.deactivated"


def test_who_leads_sends_nobody_else(gathering: Gathering) -> None:
    gathering.called()
    for leader in ("chutri", "thuky"):
        with pytest.raises(Conflict) as caught:
            propose(gathering, leader, "canbo")
        assert code(caught) == "answer.leader_substitute"


def test_decisions_are_made_once_and_by_the_secretariat(gathering: Gathering) -> None:
    gathering.called()
    with pytest.raises(Conflict) as nothing:
        decide(gathering, "daibieu01", "approve")
    assert code(nothing) == "answer.no_substitute"
    propose(gathering, "daibieu01", "canbo")
    for other in ("chutri", "daibieu01"):
        with pytest.raises(Denied):
            decide(gathering, "daibieu01", "approve", by=other)
    with pytest.raises(Invalid) as mute:
        decide(gathering, "daibieu01", "refuse")
    assert code(mute) == "answer.refusal_without_reason"
    decide(gathering, "daibieu01", "approve")
    with pytest.raises(Conflict) as again:
        decide(gathering, "daibieu01", "approve")
    assert code(again) == "answer.already_decided"


def test_two_members_want_the_same_substitute(gathering: Gathering) -> None:
    gathering.called()
    propose(gathering, "daibieu01", "canbo")
    propose(gathering, "daibieu02", "canbo")
    decide(gathering, "daibieu01", "approve")
    with pytest.raises(Invalid) as caught:
        decide(gathering, "daibieu02", "approve")
    assert code(caught) == "answer.sits_for_another"
    assert own(gathering, "daibieu02").answer.approval == "proposed"


def test_a_substitute_in_the_room_is_not_sent_away(gathering: Gathering) -> None:
    gathering.called()
    propose(gathering, "daibieu01", "canbo")
    decide(gathering, "daibieu01", "approve")
    gathering.run("canbo", check_in, Presence(meeting_id=gathering.id))
    with pytest.raises(Conflict) as caught:
        answer(gathering, "daibieu01", "attend")
    assert code(caught) == "participant.is_present"
    assert own(gathering, "daibieu01").answer.answer == "substitute"


def test_taking_the_member_off_takes_the_substitute_off(gathering: Gathering) -> None:
    gathering.called()
    let_substitutes_vote(gathering)
    propose(gathering, "daibieu01", "canbo")
    decide(gathering, "daibieu01", "approve")
    off = RemoveParticipant(meeting_id=gathering.id, participant_id=gathering.seat("daibieu01"))
    gathering.run("thuky", remove_participant, off)
    for username in ("daibieu01", "canbo"):
        with pytest.raises(NotFound):
            gathering.seen_by(username)
    assert gathering.seen_by("thuky").attendance.members == 4


def test_taking_the_substitute_off_gives_the_vote_back(gathering: Gathering) -> None:
    gathering.called()
    let_substitutes_vote(gathering)
    propose(gathering, "daibieu01", "canbo")
    decide(gathering, "daibieu01", "approve")
    off = RemoveParticipant(meeting_id=gathering.id, participant_id=gathering.seat("canbo"))
    gathering.run("thuky", remove_participant, off)
    assert seat_of(gathering, "daibieu01").entitled
    assert own(gathering, "daibieu01").answer is None


def test_inviting_the_substitute_as_a_member_ends_the_substitution(gathering: Gathering) -> None:
    gathering.called()
    propose(gathering, "daibieu01", "canbo")
    decide(gathering, "daibieu01", "approve")
    person: UUID = gathering.office.people["canbo"]
    seat = Invitation(person_id=person, function=Function.MEMBER)
    command = InviteParticipants(meeting_id=gathering.id, participants=(seat,))
    gathering.run("thuky", invite_participants, command)
    assert seat_of(gathering, "canbo").sits_for is None
    assert own(gathering, "daibieu01").answer is None
    with gathering.store.reading() as session:
        rows = session.query(Participant).filter_by(person_id=person).count()
    assert rows == 1
