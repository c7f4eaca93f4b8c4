"""A circulation ballot is written, and changed until it is sent."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.ballot_forms import Kind, check_form
from meetings.circulation import access
from meetings.circulation.commands.steps import CirculationRef, act_on, note
from meetings.circulation.fields import Content
from meetings.circulation.models import Circulation, CirculationOption
from meetings.circulation.policies import CirculationPermission
from meetings.circulation.states import CirculationAct


class CreateCirculation(Content):
    """A new draft in the name of a unit."""

    unit_id: UUID


class ChangeCirculation(Content):
    """The whole draft anew; `revision` is that of what the person saw."""

    circulation_id: UUID
    revision: int | None = None


def create_circulation(uow: UnitOfWork, cmd: CreateCirculation) -> CirculationRef:
    """Write a draft; without another name its writer follows it.

    Raises:
        Denied: the actor is not secretary of the unit.
        Invalid: see `_checked`.
    """
    access.body(uow.actor, cmd.unit_id)
    if not open_units(uow.session, [cmd.unit_id], office_day(uow.now), lock=True):
        raise Invalid("circulation.no_unit", field="unit_id")
    columns = {"tracker_id": uow.actor.person_id} | _checked(uow, cmd)
    row = Circulation(id=new_id(), unit_id=cmd.unit_id, created_at=uow.now, **columns)
    uow.session.add(row)
    _options(row, cmd)
    uow.session.flush()  # The revision is part of the answer.
    uow.audit("circulation.created", "circulation", row.id, title=row.title)
    return CirculationRef.of(row)


def change_circulation(uow: UnitOfWork, cmd: ChangeCirculation) -> CirculationRef:
    """Write the draft anew.

    Raises:
        NotFound, Denied, Stale; Conflict: it was sent.
        Invalid: see `_checked`.
    """
    row = access.to_change(uow, cmd.circulation_id, CirculationPermission.RUN, cmd.revision)
    act_on(row, CirculationAct.CHANGE)
    for name, value in _checked(uow, cmd).items():
        setattr(row, name, value)
    row.options.clear()
    uow.session.flush()  # Positions are taken again by the new options.
    _options(row, cmd)
    note(uow, row, CirculationAct.CHANGE)
    uow.audit("circulation.changed", "circulation", row.id, title=row.title)
    uow.session.flush()
    return CirculationRef.of(row)


def _options(row: Circulation, content: Content) -> None:
    row.options.extend(
        CirculationOption(position=n, words=words) for n, words in enumerate(content.options, 1)
    )


def _checked(uow: UnitOfWork, content: Content) -> dict[str, Any]:
    """Return the columns of what is asked.

    Raises:
        Invalid: a list that no answer fits, a share above all, a deadline that is past, people or
            units that are not there.
    """
    if content.kind is not Kind.CIRCULATION:
        raise Invalid("circulation.by_name", field="kind")
    ballots = check_form(
        content.form, len(content.options), content.least, content.most, content.seats
    )
    if len({words.casefold() for words in content.options}) < len(content.options):
        raise Invalid("vote.option_twice", field="options")
    if content.numerator > content.denominator:
        raise Invalid("vote.above_one", field="numerator")
    if content.strict and content.numerator == content.denominator:
        raise Invalid("vote.more_than_all", field="strict")
    if content.due_at <= uow.now:
        raise Invalid("circulation.due_in_past", field="due_at")
    _check_people(uow, content)
    kept = ("title", "question", "seats", "numerator", "denominator", "strict", "due_at")
    found: dict[str, Any] = {name: getattr(content, name) for name in (*kept, "early_close")}
    found |= {"form": ballots.form, "least": ballots.least, "most": ballots.most}
    found |= {"share_of": content.share_of, "rule_set": content.rule_set}
    if content.tracker_id is not None:
        found["tracker_id"] = content.tracker_id
    return found | {"asked": content.asked.model_dump(mode="json")}


def _check_people(uow: UnitOfWork, content: Content) -> None:
    wanted = set(content.asked.people)
    named = wanted | ({content.tracker_id} if content.tracker_id else set())
    query = select(Person.id).where(Person.id.in_(named), Person.active)
    there = set(uow.session.scalars(query))
    if wanted - there:
        raise Invalid("circulation.person_unknown", field="people")
    if named - there:
        raise Invalid("circulation.person_unknown", field="tracker_id")
    units = {office.unit_id for office in content.asked.offices}
    if units - set(open_units(uow.session, units, office_day(uow.now))):
        raise Invalid("circulation.no_unit", field="offices")
