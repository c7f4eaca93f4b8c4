"""Rules about papers asked of units: the unit hands in, the secretariat asks and decides."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, given_units, reaches
from ecabinet.core.rules import Looking, all_of, any_of
from meetings.models import AgendaItem, Meeting, PaperRequest
from meetings.places import Gathered, RequestPlace
from meetings.policies.items import is_cleared_for_item
from meetings.policies.sessions import is_not_over, is_secretariat, secretariat_of
from meetings.preparing import WAITING

PREPARING = tuple(role for role in Role if role is not Role.ADMINISTRATOR)
"""Offices whose holders prepare papers for their unit: all but the one that runs the machines."""


class RequestPermission(Permission):
    """What can be done with a request: FILL is to put files there, SUBMIT to hand them in."""

    READ = "paper_request:read"
    FILL = "paper_request:fill"
    SUBMIT = "paper_request:submit"
    DECIDE = "paper_request:decide"
    CHANGE = "paper_request:change"


def works_in_the_unit(actor: Actor, place: RequestPlace[Gathered]) -> bool:
    """Holds an office in the unit that was asked."""
    return place.request.unit_id in actor.units_as(*PREPARING)


def waits_for_the_unit(_actor: Actor, place: RequestPlace[Gathered]) -> bool:
    """The unit has not handed it in yet, or got it back."""
    return place.request.state in WAITING


def is_on_the_agenda(_actor: Actor, place: RequestPlace[Gathered]) -> bool:
    """The item was not taken off the agenda."""
    return place.item.removed_at is None


_meeting_of: Callable[[Any], Any] = lambda place: place.meeting  # noqa: E731
_of_secretariat = Looking(is_secretariat, _meeting_of)
_goes_on = all_of(Looking(is_not_over, _meeting_of), is_on_the_agenda)

reads_request = all_of(any_of(works_in_the_unit, _of_secretariat), is_cleared_for_item)
fills_request = all_of(works_in_the_unit, is_cleared_for_item, waits_for_the_unit, _goes_on)
# Whether it can still be handed in or taken is a matter of its state, and said in words.
submits_request = all_of(works_in_the_unit, is_cleared_for_item)
decides_request = all_of(_of_secretariat, is_cleared_for_item)


def requests_visible_to(actor: Actor) -> Select[UUID]:
    """The ids of the requests the actor may read: the twin of `reads_request`."""
    return _cleared(actor, or_(_asked_of(actor), secretariat_of(actor)))


def requests_prepared_by(actor: Actor) -> Select[UUID]:
    """The ids of the requests that wait at the actor's units, or did."""
    return _cleared(actor, _asked_of(actor))


def requests_decided_by(actor: Actor) -> Select[UUID]:
    """The ids of the requests of meetings that the actor prepares: the twin of DECIDE."""
    return _cleared(actor, secretariat_of(actor))


def _asked_of(actor: Actor) -> ColumnElement[bool]:
    return PaperRequest.unit_id.in_(list(actor.units_as(*PREPARING)))


def _cleared(actor: Actor, rule: ColumnElement[bool]) -> Select[UUID]:
    units = given_units(actor)
    given = (
        true()
        if units is None
        else or_(Meeting.unit_id.in_(list(units)), PaperRequest.unit_id.in_(list(units)))
    )
    within = given if reaches(actor, RequestPermission.READ) else false()
    return (
        select(PaperRequest.id)
        .join(AgendaItem, AgendaItem.id == PaperRequest.item_id)
        .join(Meeting, Meeting.id == PaperRequest.meeting_id)
        .where(and_(AgendaItem.secrecy <= actor.clearance, within, rule))
    )
