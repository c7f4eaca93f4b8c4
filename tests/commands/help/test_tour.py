"""The first tour: ticked, put off, closed and opened again, for oneself alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.errors import NotFound
from ecabinet.core.store import Store
from ecabinet.help.commands.tour import (
    TickStep,
    TourWish,
    close_tour,
    open_tour,
    put_off_tour,
    tick_step,
)
from ecabinet.help.models import Tour
from ecabinet.help.queries.tour import OwnTour, own_tour
from ecabinet.help.roles import guide

AsActor = Callable[[str], Actor]
STEPS = [step.key for step in guide("official", "vi").tour]


@pytest.fixture
def an(as_actor: AsActor) -> Actor:
    return as_actor("canbo")


def tour(store: Store, actor: Actor) -> OwnTour:
    with store.reading() as session:
        return own_tour(session, actor)


def tick(store: Store, actor: Actor, *steps: str, done: bool = True) -> None:
    for step in steps:
        store.execute(actor, tick_step, TickStep(role="official", step=step, done=done))


def test_it_is_offered_until_every_step_is_ticked(
    store: Store, an: Actor, as_actor: AsActor
) -> None:
    assert tour(store, an).shown
    tick(store, an, *STEPS[:-1], STEPS[0])
    assert tour(store, an).done_of("official") == len(STEPS) - 1
    tick(store, an, STEPS[0], done=False)
    assert not tour(store, an).is_done("official", STEPS[0])
    tick(store, an, STEPS[0], STEPS[-1])
    assert not tour(store, an).shown
    assert tour(store, as_actor("thuky")).shown, "each goes on their own"
    store.execute(an, open_tour, TourWish())
    again = tour(store, an)
    assert (again.shown, again.done_of("official")) == (True, 0)


def test_put_off_it_comes_back_on_another_day_closed_never_by_itself(
    store: Store, an: Actor
) -> None:
    store.execute(an, put_off_tour, TourWish())
    assert not tour(store, an).shown
    with store.engine.begin() as connection:
        yesterday = connection.execute(select(Tour.put_off_on)).scalar_one() - timedelta(days=1)
        connection.execute(Tour.__table__.update().values(put_off_on=yesterday))
    assert tour(store, an).shown
    store.execute(an, close_tour, TourWish())
    assert not tour(store, an).shown
    store.execute(an, open_tour, TourWish())
    assert tour(store, an).shown


def test_each_deed_is_told_once(store: Store, an: Actor) -> None:
    for _ in range(2):
        tick(store, an, STEPS[0])
        store.execute(an, put_off_tour, TourWish())
        store.execute(an, close_tour, TourWish())
    with store.reading() as session:
        told = session.scalars(
            select(AuditEntry.action).where(AuditEntry.action.startswith("tour."))
        ).all()
    assert sorted(told) == ["tour.closed", "tour.put_off", "tour.ticked"]


@pytest.mark.parametrize(("role", "step"), [("official", "none"), ("nobody", "home"), ("", "")])
def test_what_is_no_step_is_refused(store: Store, an: Actor, role: str, step: str) -> None:
    with pytest.raises(NotFound):
        store.execute(an, tick_step, TickStep(role=role, step=step))
