"""A notice of conclusions is followed as a directive, with the conclusions as its articles."""

from uuid import UUID

from sqlalchemy import select

from documents.issuing.models import OfficialDocument
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState
from ecabinet.accounts.models import Unit
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands.directives import RegisteredDirective, TakeDirective, register_directive
from followup.commands.notices_followed import add_articles_with_tasks
from followup.models import DirectiveOrigin
from meetings import access
from meetings.fields import Command
from meetings.models import AgendaItem, Conclusion
from meetings.policies import MeetingPermission
from meetings.states import ConclusionState

OUT = (OfficialState.ISSUED, OfficialState.SIGNED)


class FollowNotice(Command):
    """Which meeting."""

    meeting_id: UUID


def follow_notice(uow: UnitOfWork, cmd: FollowNotice) -> RegisteredDirective:
    """Register the notice that was issued from the meeting; its tasks are linked to its articles.

    Raises:
        NotFound, Denied: the minutes are not the actor's to read, or directives to register.
        Conflict: no notice was issued, or it is registered already.
        Invalid: the notice is secret.
    """
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.READ_MINUTES)
    notice = uow.session.scalars(
        select(OfficialDocument)
        .where(
            OfficialDocument.kind == OfficialKind.NOTICE,
            OfficialDocument.subject_id == place.row.id,
            OfficialDocument.state.in_(OUT),
        )
        .order_by(OfficialDocument.issued_at.desc())
    ).first()
    if notice is None or notice.day is None:
        raise Conflict("meeting.no_notice")
    if notice.secrecy:
        raise Invalid("directive.secret", field="meeting_id")
    taken = register_directive(
        uow,
        TakeDirective(
            symbol=notice.symbol,
            title=notice.title,
            issued_on=notice.day,
            issuing_body=uow.session.get_one(Unit, notice.unit_id).name,
            origin_kind=DirectiveOrigin.MEETING,
            origin_id=place.row.id,
        ),
    )
    uow.session.flush()  # The articles refer to the row.
    add_articles_with_tasks(uow, taken.id, _articles(uow, place.row.id))
    return taken


def _articles(uow: UnitOfWork, meeting_id: UUID) -> list[tuple[str, str, UUID | None]]:
    rows = uow.session.scalars(
        select(Conclusion)
        .join(AgendaItem, AgendaItem.id == Conclusion.item_id)
        .where(Conclusion.meeting_id == meeting_id, Conclusion.state == ConclusionState.ISSUED)
        .order_by(AgendaItem.position, Conclusion.ordinal)
    )
    return [(f"Kết luận {row.number}", row.text, row.task_id) for row in rows]
