"""The facts of a letter of invitation: what its recipient may see, and nothing else."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.bodies import issuer_on
from documents.models import Paper, PaperVersion
from documents.official.invitation import Guest, InvitationFacts, Point
from documents.official.minutes_facts import Person as Official
from documents.official.parts import Signer
from documents.official.rules import rule_set
from documents.states import VersionState
from ecabinet.accounts.models import Person
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.errors import Denied
from ecabinet.core.permissions import allows
from meetings import access
from meetings.calling import seat_of_person
from meetings.catalogue import Function
from meetings.kinds import MEETING_KINDS, MeetingKind
from meetings.models import Call, Meeting, Participant
from meetings.policies import MeetingPermission
from meetings.queries.bodies import day_of
from meetings.queries.papers import KIND

PARTS = {
    Function.CHAIR: "Chủ trì",
    Function.SECRETARY: "Thư ký",
    Function.MEMBER: "Thành viên",
    Function.GUEST: "Khách mời",
}
"""Words of an official paper, which is in Vietnamese whoever reads it."""


def invitation_facts(
    session: Session, actor: Actor, meeting_id: UUID, participant_id: UUID | None, now: datetime
) -> InvitationFacts:
    """Return the facts of the letter to one seat; None: the general one, with the list.

    One's own letter is for everybody invited, the others and the general one for the secretariat.

    Raises:
        NotFound: no such meeting or seat for the asker.
        Denied: somebody else's letter, or the general one, without being of the secretariat.
    """
    meeting = access.meeting(session, actor, meeting_id, MeetingPermission.READ)
    own = seat_of_person(meeting.participants, actor.person_id)
    if not allows(actor, MeetingPermission.CALL, meeting) and (
        own is None or own.id != participant_id
    ):
        raise Denied("denied", kind="participant")
    seat = access.seat_of(session, meeting.id, participant_id) if participant_id else None
    call = session.get(Call, meeting.id)
    issuer = issuer_on(session, meeting.unit_id, day_of(meeting))
    kind = _kind(session, meeting.kind)
    body = kind.body_of(issuer.name)
    rules = rule_set(meeting.rule_set)
    writer = _holding(meeting, Function.SECRETARY)
    answer_by = call.answer_by if call else None
    return InvitationFacts(
        rule_set=meeting.rule_set,
        issuer=issuer.name,
        superior=issuer.superior,
        symbol=rules.symbol_to_be("GM", issuer.code),
        place=issuer.place,
        day=office_day(meeting.called_at or now),
        body=body,
        meeting_title=meeting.title,
        starts_at=office_time(meeting.starts_at),
        ends_at=office_time(meeting.ends_at),
        venue=meeting.place or issuer.name,
        chair=_guest(_holding(meeting, Function.CHAIR)),
        points=_points(session, meeting, seat),
        signer=by_order(meeting.rule_set, body, _writer(writer)),
        guest=_guest(seat) if seat else None,
        people=tuple(_guest(p) for p in meeting.participants if p.removed_at is None),
        answer_by=office_time(answer_by) if answer_by else None,
        recipients=("Như trên", f"Lưu {issuer.name}"),
    )


def by_order(rule_set_name: str, body: str, writer: Official) -> Signer:
    """Return the meeting's secretary as who signs by order of the body that met."""
    order = rule_set(rule_set_name).authority["by_order"]
    return Signer(name=writer.name, position=writer.office, authority=(f"{order} {body}",))


def _writer(seat: Participant | None) -> Official:
    return Official(seat.name, seat.title) if seat else Official("")


def _kind(session: Session, code: str) -> MeetingKind:
    entry = book(session, MEETING_KINDS).by_code.get(code)
    return entry.data if entry else MeetingKind()


def _holding(meeting: Meeting, function: Function) -> Participant | None:
    seats = (p for p in meeting.participants if p.removed_at is None and p.function == function)
    return next(seats, None)


def _guest(seat: Participant | None) -> Guest:
    if seat is None:
        return Guest("")
    return Guest(seat.name, seat.title, PARTS[Function(seat.function)])


def _points(session: Session, meeting: Meeting, seat: Participant | None) -> tuple[Point, ...]:
    """The agenda as the seat's person may read it; the general letter names nothing secret."""
    level = 0
    if seat is not None:
        level = session.scalar(select(Person.clearance).where(Person.id == seat.person_id)) or 0
    guest = seat if seat is not None and seat.function == Function.GUEST else None
    items = [
        item
        for item in meeting.items
        if item.secrecy <= level and (guest is None or item.id in guest.item_ids)
    ]
    papers = _papers(session, [item.id for item in items], level)
    return tuple(
        Point(
            number=item.number,
            title=item.title,
            presenter=item.presenter_name or item.presenter_unit,
            minutes=item.minutes,
            papers=tuple(title for at, title in papers if at == item.id),
        )
        for item in items
    )


def _papers(session: Session, item_ids: list[UUID], level: int) -> list[tuple[UUID, str]]:
    rows = session.execute(
        select(Paper.container_id, Paper.symbol, Paper.title)
        .join(
            PaperVersion,
            (PaperVersion.paper_id == Paper.id) & (PaperVersion.number == Paper.shown_number),
        )
        .where(
            Paper.container_kind == KIND,
            Paper.container_id.in_(item_ids),
            Paper.secrecy <= level,
            Paper.recalled_at.is_(None),
            PaperVersion.state == VersionState.READY,
        )
        .order_by(Paper.position, Paper.id)
    )
    return [
        (at, " ".join(part for part in (title, f"số {symbol}" if symbol else "") if part))
        for at, symbol, title in rows
    ]
