"""Rules about the agendas that a body keeps for later."""

from sqlalchemy import ColumnElement, and_, false, true

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, given_units, reaches
from meetings.models import AgendaTemplate


class TemplatePermission(Permission):
    """What can be done with a template of agendas."""

    READ = "agenda_template:read"
    CHANGE = "agenda_template:change"


def keeps_templates(actor: Actor, template: AgendaTemplate) -> bool:
    """Holds the secretary's office of the body whose template it is."""
    return template.unit_id in actor.units_as(Role.SECRETARY)


def templates_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The templates the actor may know of: the twin of `keeps_templates`."""
    if not reaches(actor, TemplatePermission.READ):
        return false()
    units = given_units(actor)
    within = true() if units is None else AgendaTemplate.unit_id.in_(units)
    return and_(AgendaTemplate.unit_id.in_(list(actor.units_as(Role.SECRETARY))), within)
