"""Steps of the first tour are ticked; the card is put off, closed, opened again."""

from pydantic import BaseModel, ConfigDict

from ecabinet.core.clock import office_day
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.help.models import Tour
from ecabinet.help.roles import guide, key_of


class TickStep(BaseModel):
    """Which step of which role's tour, and whether it is done."""

    model_config = ConfigDict(frozen=True)
    role: str
    step: str
    done: bool = True


class TourWish(BaseModel):
    """Nothing more than that the person wants it."""

    model_config = ConfigDict(frozen=True)


def tick_step(uow: UnitOfWork, cmd: TickStep) -> None:
    """Note a step as done, or as not done. Twice is harmless.

    Raises:
        NotFound: there is no such step.
    """
    if cmd.step not in {step.key for step in guide(cmd.role, "vi").tour}:
        raise NotFound("not_found", kind="tour_step")
    tour, key = _own(uow), key_of(cmd.role, cmd.step)
    if (key in tour.ticked) == cmd.done:
        return
    kept = [known for known in tour.ticked if known != key]
    tour.ticked = [*kept, key] if cmd.done else kept
    uow.audit("tour.ticked", "person", tour.person_id, step=key, done=cmd.done)


def put_off_tour(uow: UnitOfWork, _cmd: TourWish) -> None:
    """Show the tour again from tomorrow on."""
    tour, today = _own(uow), office_day(uow.now)
    if tour.put_off_on != today:
        tour.put_off_on = today
        uow.audit("tour.put_off", "person", tour.person_id)


def close_tour(uow: UnitOfWork, _cmd: TourWish) -> None:
    """Never show the tour by itself again."""
    tour = _own(uow)
    if not tour.closed:
        tour.closed = True
        uow.audit("tour.closed", "person", tour.person_id)


def open_tour(uow: UnitOfWork, _cmd: TourWish) -> None:
    """Show the tour on the home page again; a finished one begins anew."""
    tour = _own(uow)
    tour.closed, tour.put_off_on = False, None
    finished = _finished(tour)
    tour.ticked = [key for key in tour.ticked if key.partition(".")[0] not in finished]
    uow.audit("tour.opened", "person", tour.person_id)


def _finished(tour: Tour) -> set[str]:
    """The roles of which every step is ticked."""
    roles = {key.partition(".")[0] for key in tour.ticked}
    return {
        role
        for role in roles
        if all(key_of(role, step.key) in tour.ticked for step in guide(role, "vi").tour)
    }


def _own(uow: UnitOfWork) -> Tour:
    """The person's own row, locked; nobody goes on a tour for another."""
    person_id = uow.actor.person_id
    if person_id is None or uow.actor.deputy is not None:
        raise Denied("denied", kind="person")
    found = uow.session.get(Tour, person_id, with_for_update=True)
    if found is None:
        found = Tour(person_id=person_id, ticked=[], put_off_on=None, closed=False)
        uow.session.add(found)
    return found
