"""Answers to an invitation: who may answer what, until when, and what a substitute inherits."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from ecabinet.accounts.models import Person
from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, DomainError, Invalid, NotFound
from meetings.catalogue import Function
from meetings.commands.answer import (
    AnswerInvitation,
    WithdrawAnswer,
    answer_invitation,
    withdraw_answer,
)
from meetings.commands.call import CallMeeting, SetAnswerDeadline, call_meeting, set_answer_deadline
from meetings.commands.participants import (
    Invitation,
    InviteParticipants,
    RemoveParticipant,
    invite_participants,
    remove_participant,
)
from meetings.commands.presence import Presence, check_in
from meetings.commands.session import OpenSession, open_session
from meetings.commands.substitute import DecideSubstitute, decide_substitute
from meetings.models import Participant
from meetings.queries.answers import AnswersOut, OwnAnswerOut, answers, own_answer
from meetings.queries.shapes import ParticipantOut
from tests.gatherings import Gathering


def answer(meeting: Gathering, username: str, said: str, **fields: Any) -> None:
    """Somebody answers for oneself."""
    command = AnswerInvitation.model_validate({"meeting_id": meeting.id, "answer": said, **fields})
    meeting.run(username, answer_invitation, command)


def propose(meeting: Gathering, username: str, substitute: str) -> None:
    answer(meeting, username, "substitute", substitute_id=meeting.office.people[substitute])


def decide(
    meeting: Gathering, username: str, decision: str, reason: str = "", by: str = "thuky"
) -> None:
    """The secretariat decides on somebody's substitute."""
    command = DecideSubstitute.model_validate(
        {
            "meeting_id": meeting.id,
            "participant_id": meeting.seat(username),
            "decision": decision,
            "reason": reason,
        }
    )
    meeting.run(by, decide_substitute, command)


def listed(meeting: Gathering) -> AnswersOut:
    with meeting.store.reading() as session:
        return answers(session, meeting.as_actor("thuky"), meeting.id)


def own(meeting: Gathering, username: str) -> OwnAnswerOut:
    with meeting.store.reading() as session:
        return own_answer(session, meeting.as_actor(username), meeting.id, utc_now())


def seat_of(meeting: Gathering, username: str) -> ParticipantOut:
    key = meeting.office.people[username]
    return next(p for p in meeting.seen_by("thuky").participants if p.person_id == key)


def code(caught: Any) -> str:
    error: DomainError = caught.value
    return error.code


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


def test_every_answer_is_kept_and_counted(gathering: Gathering) -> None:
    gathering.called()
    answer(gathering, "daibieu01", "attend")
    answer(gathering, "daibieu02", "online")
    answer(gathering, "daibieu03", "absent", reason="Đi công tác")
    propose(gathering, "lanhdao", "canbo")
    told = listed(gathering)
    # The secretary is not asked; chair and guest have not answered.
    assert told.figures == {
        "attend": 1, "online": 1, "absent": 1, "substitute": 1, "waiting": 2, "proposed": 1
    }  # fmt: skip
    said = {row.name: row.answer for row in told.rows}
    assert said["Hoàng Tuyết Mai"].reason == "Đi công tác"
    assert said["Đỗ Khắc Hiển"].substitute_name == "Vũ Đình Cán Bộ"
    assert said["Nguyễn Minh Khôi"] is None


def test_the_newest_answer_counts_and_may_be_withdrawn(gathering: Gathering) -> None:
    gathering.called()
    answer(gathering, "daibieu01", "absent", reason="Ốm")
    answer(gathering, "daibieu01", "attend", reason="cũ")
    now = own(gathering, "daibieu01")
    assert (now.answer.answer, now.answer.reason) == ("attend", "")
    gathering.run("daibieu01", withdraw_answer, WithdrawAnswer(meeting_id=gathering.id))
    assert own(gathering, "daibieu01").answer is None
    # Twice is the same as once.
    gathering.run("daibieu01", withdraw_answer, WithdrawAnswer(meeting_id=gathering.id))


def test_an_absence_needs_its_reason(gathering: Gathering) -> None:
    gathering.called()
    for reason in ("", "   "):
        with pytest.raises(Invalid) as caught:
            answer(gathering, "daibieu01", "absent", reason=reason)
        assert code(caught) == "answer.reason_missing"
    assert listed(gathering).figures["absent"] == 0


@pytest.mark.parametrize("stage", ["planned", "running", "closed"])
def test_answers_only_between_call_and_opening(gathering: Gathering, stage: str) -> None:
    getattr(gathering, stage)()
    with pytest.raises((Conflict, NotFound)) as caught:
        answer(gathering, "daibieu01", "attend")
    assert code(caught) == ("not_found" if stage == "planned" else "answer.not_now")


def test_who_has_no_seat_cannot_answer(gathering: Gathering) -> None:
    gathering.called()
    with pytest.raises(NotFound):
        answer(gathering, "cuong", "attend")
    with pytest.raises(Denied):
        answer(gathering, "daibieu01", "attend", participant_id=gathering.seat("daibieu02"))
    with pytest.raises(NotFound):
        answer(gathering, "thuky", "attend", participant_id=uuid4())


def test_the_deadline_is_for_people_and_not_for_the_secretariat(gathering: Gathering) -> None:
    gathering.planned()
    until = gathering.before_it()
    command = CallMeeting(meeting_id=gathering.id, answer_by=until)
    gathering.run("thuky", call_meeting, command)
    assert own(gathering, "daibieu01").answer_by == until
    answer(gathering, "daibieu01", "attend")
    clock, gathering.store.clock = gathering.store.clock, lambda: until + timedelta(seconds=1)
    with pytest.raises(Conflict) as caught:
        answer(gathering, "daibieu01", "online")
    assert code(caught) == "answer.too_late"
    with pytest.raises(Conflict):
        gathering.run("daibieu01", withdraw_answer, WithdrawAnswer(meeting_id=gathering.id))
    answer(gathering, "thuky", "online", participant_id=gathering.seat("daibieu02"))
    gathering.store.clock = clock
    told = {row.name: row.answer for row in listed(gathering).rows}
    assert not told["Lê Thị Bình"].answered_by_self
    assert told["Trần Văn An"].answered_by_self


@pytest.mark.parametrize(
    ("minutes", "refused"), [(-1, "answer.deadline_past"), (61, "answer.deadline_after_start")]
)
def test_a_deadline_lies_between_now_and_the_meeting(
    gathering: Gathering, minutes: int, refused: str
) -> None:
    gathering.called()
    until = utc_now() + timedelta(minutes=minutes)
    command = SetAnswerDeadline(meeting_id=gathering.id, answer_by=until)
    with pytest.raises(Invalid) as caught:
        gathering.run("thuky", set_answer_deadline, command)
    assert code(caught) == refused
    with pytest.raises(Denied):
        gathering.run("daibieu01", set_answer_deadline, command)


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


def test_nothing_changes_once_the_session_is_open(gathering: Gathering) -> None:
    gathering.called()
    propose(gathering, "daibieu01", "canbo")
    gathering.run("thuky", open_session, OpenSession(meeting_id=gathering.id))
    with pytest.raises(Conflict):
        decide(gathering, "daibieu01", "approve")
    with pytest.raises(Conflict):
        answer(gathering, "daibieu01", "attend")


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


def test_what_others_answered_is_for_who_leads(gathering: Gathering) -> None:
    gathering.called()
    with gathering.store.reading() as session:
        assert answers(session, gathering.as_actor("chutri"), gathering.id).rows
        for username in ("daibieu01", "khach01"):
            with pytest.raises(Denied):
                answers(session, gathering.as_actor(username), gathering.id)
        with pytest.raises(NotFound):
            answers(session, gathering.as_actor("cuong"), gathering.id)
