"""Who is told what of minutes. No notice holds a word of them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.catalogue import Function
from meetings.minutes.models import MinutesAmendment
from meetings.minutes.states import AmendmentState
from meetings.models import Meeting, Participant
from meetings.telling import SUBJECT, members


def path_of(meeting_id: UUID) -> str:
    """Return the page of the minutes; a test holds it against the route."""
    return f"/meetings/{meeting_id}/minutes"


def tell_members(
    uow: UnitOfWork, meeting: Meeting, what: str, due_at: datetime | None = None
) -> None:
    """Tell everybody with a seat but guests."""
    people = [who for who in members(uow.session, meeting.id) if who != uow.actor.person_id]
    _tell(uow, meeting, what, people, path_of(meeting.id), due_at=due_at)


def tell_secretariat(uow: UnitOfWork, meeting: Meeting, row: MinutesAmendment) -> None:
    """Tell the secretaries of the meeting and of its body that somebody wants an amendment."""
    seated = select(Participant.person_id).where(
        Participant.meeting_id == meeting.id,
        Participant.removed_at.is_(None),
        Participant.function == Function.SECRETARY,
    )
    desk = at_desks(uow.session, [meeting.unit_id], [Role.SECRETARY], office_day(uow.now))
    people = {*uow.session.scalars(seated), *(person for _, person in desk)}
    _tell(uow, meeting, "amendment", people, f"{path_of(meeting.id)}/amendments", name=row.name)


def tell_author(uow: UnitOfWork, meeting: Meeting, row: MinutesAmendment) -> None:
    """Tell who wanted it what became of it."""
    what = "accepted" if row.state == AmendmentState.ACCEPTED else "refused"
    _tell(uow, meeting, what, [row.person_id], f"{path_of(meeting.id)}/amendments")


def _tell(
    uow: UnitOfWork, meeting: Meeting, what: str, people: Iterable[UUID], url: str,
    due_at: datetime | None = None, name: str = "",
) -> None:  # fmt: skip
    active = select(Person.id).where(Person.id.in_(list(people)), Person.active)
    uow.notify(
        Notice(
            kind=f"minutes.{what}",
            to=list(uow.session.scalars(active)),
            url=url,
            params={"title": meeting.title, "due_at": due_at, "name": name},
            subject=(SUBJECT, meeting.id),
        )
    )
