"""Agendas are kept to begin others with: saved from a meeting, renamed, deleted."""

from uuid import UUID

from sqlalchemy import func, select

from ecabinet.core.errors import Conflict, refuse_stale
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access
from meetings.agenda_lines import MOST, Line, TemplateName
from meetings.commands import agenda_parts as parts
from meetings.commands.presenters import functions_of, holders_of
from meetings.fields import Command
from meetings.models import AgendaItem, AgendaTemplate, Meeting
from meetings.policies import MeetingPermission, TemplatePermission
from meetings.states import ItemState


class TemplateRef(Command):
    """The template that was saved or renamed."""

    id: UUID


class NewTemplate(Command):
    """What the template is called; names are told apart within a body."""

    name: TemplateName


class SaveTemplate(NewTemplate):
    """The name, and the meeting whose agenda is kept."""

    meeting_id: UUID


def save_template(uow: UnitOfWork, cmd: SaveTemplate) -> TemplateRef:
    """Keep the agenda of a meeting: items and sub-items, minutes, who presents by function.

    Secret items stay behind: the template is for all secretaries of the body, cleared or not.

    Raises:
        NotFound, Denied: as the gate says of planning the meeting and of the body's templates.
        Conflict: there is one of this name, nothing to keep, or too many are kept already.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.PLAN)
    access.new_template(uow.actor, meeting.unit_id)
    lines = _lines(uow, meeting)
    if not lines:
        raise Conflict("agenda_template.no_items")
    kept = select(func.count()).where(AgendaTemplate.unit_id == meeting.unit_id)
    if (uow.session.scalar(kept) or 0) >= MOST:
        raise Conflict("agenda_template.too_many", most=MOST)
    _check_name(uow, meeting.unit_id, cmd.name)
    row = AgendaTemplate(
        id=new_id(),
        unit_id=meeting.unit_id,
        name=cmd.name,
        lines=[line.model_dump() for line in lines],
        created_by=uow.actor.person_id,
        created_at=uow.now,
    )
    uow.session.add(row)
    uow.audit("agenda_template.saved", "agenda_template", row.id, name=cmd.name)
    return TemplateRef(id=row.id)


def _check_name(uow: UnitOfWork, unit_id: UUID, name: str) -> None:
    """Two at once are told apart by the unique constraint, and tried again."""
    same = select(AgendaTemplate.id).where(
        AgendaTemplate.unit_id == unit_id, AgendaTemplate.name == name
    )
    if uow.session.scalar(same) is not None:
        raise Conflict("agenda_template.name_taken", field="name")


def _lines(uow: UnitOfWork, meeting: Meeting) -> list[Line]:
    """What lies in a secret item is secret too, so that the rest is a tree still."""
    items = [item for item in meeting.items if not item.secrecy]
    functions = functions_of(uow, meeting, [item.presenter_name for item in items])
    return [
        Line(
            title=item.title,
            level=item.level,
            minutes=item.minutes,
            presenter=functions.get(item.presenter_name, item.presenter_name)[:200],
            presenter_unit=item.presenter_unit,
            members_only=item.members_only,
        )
        for item in items
    ]


class TemplateChange(NewTemplate):
    """Another name; `revision` is that of what the person saw."""

    revision: int | None = None


class RenameTemplate(TemplateChange):
    """The name and the template."""

    template_id: UUID


def rename_template(uow: UnitOfWork, cmd: RenameTemplate) -> TemplateRef:
    """Call a template something else.

    Raises:
        NotFound: there is none, or it is not one of the actor's bodies.
        Stale: somebody renamed it since `revision`. Conflict: another has this name.
    """
    row = access.agenda_template(uow, uow.actor, cmd.template_id, TemplatePermission.CHANGE)
    refuse_stale(cmd.revision, row.revision)
    if cmd.name != row.name:
        _check_name(uow, row.unit_id, cmd.name)
        uow.audit("agenda_template.renamed", "agenda_template", row.id, name=cmd.name, was=row.name)
        row.name = cmd.name
    return TemplateRef(id=row.id)


class DeleteTemplate(Command):
    """A template that is no longer wanted."""

    template_id: UUID


def delete_template(uow: UnitOfWork, cmd: DeleteTemplate) -> None:
    """Forget a template; meetings that began with it stay as they are. Raises as renaming does."""
    row = access.agenda_template(uow, uow.actor, cmd.template_id, TemplatePermission.CHANGE)
    uow.audit("agenda_template.deleted", "agenda_template", row.id, name=row.name)
    uow.session.delete(row)


def items_of(uow: UnitOfWork, meeting_id: UUID, template_id: UUID) -> list[AgendaItem]:
    """Return the items that a new meeting begins with; functions are given their holders' names.

    Raises:
        NotFound: there is no such template, or it is not one of the actor's bodies.
    """
    row = access.agenda_template(uow, uow.actor, template_id, TemplatePermission.READ)
    lines = [Line.model_validate(line) for line in row.lines]
    names = holders_of(uow, [(line.presenter, line.presenter_unit) for line in lines])
    made = [
        AgendaItem(
            id=new_id(),
            meeting_id=meeting_id,
            title=line.title,
            minutes=line.minutes,
            presenter_name=names.get((line.presenter, line.presenter_unit), line.presenter),
            presenter_unit=line.presenter_unit,
            members_only=line.members_only,
            secrecy=0,
            state=ItemState.PENDING,
        )
        for line in lines
    ]
    return parts.number_new(made, [line.level for line in lines])
