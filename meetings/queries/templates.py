"""The agendas kept for later, as the secretaries of their bodies see them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from meetings.agenda_lines import Line
from meetings.models import AgendaTemplate
from meetings.policies import templates_visible_to
from meetings.queries.shapes import Named, Shape
from meetings.tree import numbers


class TemplateOut(Shape):
    """A template; `minutes` is how long its items take together, `created_by` a name."""

    id: UUID
    unit: Named
    name: str
    lines: list[Line]
    minutes: int
    created_by: str
    created_at: datetime
    revision: int

    def numbers(self) -> list[str]:
        """Return the numbers that the lines will have: 1, 1.1, 2 …"""
        return numbers([line.level for line in self.lines])


def templates(session: Session, actor: Actor, only: UUID | None = None) -> list[TemplateOut]:
    """Return the templates of the bodies whose secretary the actor is, by body and name.

    A body keeps at most `agenda_lines.MOST`.
    """
    query = (
        select(AgendaTemplate, Unit.name, Person.name)
        .join(Unit, Unit.id == AgendaTemplate.unit_id)
        .join(Person, Person.id == AgendaTemplate.created_by)
        .where(templates_visible_to(actor))
        .order_by(Unit.rank, Unit.name, AgendaTemplate.name)
    )
    if only is not None:
        query = query.where(AgendaTemplate.id == only)
    return [_out(row, unit, author) for row, unit, author in session.execute(query)]


def template(session: Session, actor: Actor, template_id: UUID) -> TemplateOut:
    """Return one template. Raises NotFound when there is none or the actor may not know of it."""
    found = templates(session, actor, template_id)
    if not found:
        raise NotFound("not_found", kind="agenda_template")
    return found[0]


def _out(row: AgendaTemplate, unit: str, author: str) -> TemplateOut:
    lines = [Line.model_validate(line) for line in row.lines]
    return TemplateOut(
        id=row.id,
        unit=Named(id=row.unit_id, name=unit),
        name=row.name,
        lines=lines,
        minutes=sum(line.minutes for line in lines),
        created_by=author,
        created_at=row.created_at,
        revision=row.revision,
    )
