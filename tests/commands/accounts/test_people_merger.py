"""A planned handover, when the unit of the office goes over to another in between."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.accounts import handover
from ecabinet.accounts.commands.handovers import HandOverOffice, hand_over_office
from ecabinet.accounts.commands.offices import GiveOffice, give_office
from ecabinet.accounts.due import sweep
from ecabinet.accounts.models import Handover, Office
from ecabinet.accounts.units_effect import sweep_units
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Invalid
from tests.commands.accounts.units import day

TITLE = "Trưởng phòng"


@pytest.fixture
def moved(monkeypatch):
    """The offices whose work a feature was asked to pass on."""
    asked = []

    def pass_on(uow, old, new, office_id):
        asked.append(office_id)
        return 1

    monkeypatch.setattr(handover, "_HOOKS", {"things": (pass_on, None)})
    return asked


@pytest.fixture
def held(store, office, tree, moved):
    """Cường heads a division of BTCTU."""
    tree.create("PTC", "BTCTU")
    wish = GiveOffice(
        person_id=office.people["cuong"], unit_id=tree.id("PTC"), role=Role.LEADER, title=TITLE,
        from_on=day(-90), is_head=True,
    )  # fmt: skip
    return store.execute(SYSTEM, give_office, wish).id


def plan(tree, office, office_id, days, to="canbo"):
    wish = HandOverOffice(
        office_id=office_id, to_person_id=office.people[to], on=day(days), reason="Luân chuyển"
    )
    return tree.run(hand_over_office, wish)


def wake(store, monkeypatch, days, *sweeps):
    """Let the worker look on a later day, in this order."""
    monkeypatch.setattr(store, "clock", lambda: utc_now() + timedelta(days=days))
    for one in sweeps:
        one(store)


def offices(store):
    with store.reading() as session:
        query = select(Office).where(Office.title == TITLE).order_by(Office.from_on, Office.id)
        return session.scalars(query).all()


def states(store):
    with store.reading() as session:
        return [(row.state, row.failure) for row in session.scalars(select(Handover))]


def holds_now(store, person_id: UUID):
    return [
        (o.unit_id, o.is_head) for o in offices(store) if o.person_id == person_id and not o.to_on
    ]


def test_merged_before_the_day_the_office_goes_on_in_the_heir(
    store, office, tree, held, moved, monkeypatch
):
    plan(tree, office, held, 5)
    tree.merge(tree.id("VPTU"), tree.id("PTC"), days=2)
    wake(store, monkeypatch, 2, sweep_units, sweep)
    assert states(store) == [("planned", None)]
    wake(store, monkeypatch, 5, sweep, sweep_units)
    assert states(store) == [("done", None)]
    heir = office.units["VPTU"]
    assert holds_now(store, office.people["canbo"]) == [(heir, False)]
    assert holds_now(store, office.people["cuong"]) == []
    old, carried, new = offices(store)
    assert (old.to_on, carried.from_on, carried.to_on) == (day(1), day(2), day(4))
    assert (new.from_on, new.predecessor_id) == (day(5), carried.id)
    assert moved == [carried.id]


@pytest.mark.parametrize("order", [(sweep, sweep_units), (sweep_units, sweep)])
def test_on_the_day_of_the_merger_itself_in_either_order(
    store, office, tree, held, moved, monkeypatch, order
):
    plan(tree, office, held, 3)
    tree.merge(tree.id("VPTU"), tree.id("PTC"), days=3)
    wake(store, monkeypatch, 3, *order)
    assert states(store) == [("done", None)]
    assert holds_now(store, office.people["canbo"]) == [(office.units["VPTU"], False)]
    assert holds_now(store, office.people["cuong"]) == []
    assert moved == [held]


def test_through_two_mergers(store, office, tree, held, monkeypatch):
    plan(tree, office, held, 5)
    tree.merge(tree.id("VPTU"), tree.id("PTC"), days=1)
    wake(store, monkeypatch, 1, sweep_units)
    tree.merge(tree.id("HUTD"), tree.id("VPTU"), days=2)
    wake(store, monkeypatch, 2, sweep_units)
    wake(store, monkeypatch, 5, sweep)
    assert states(store) == [("done", None)]
    assert holds_now(store, office.people["canbo"]) == [(office.units["HUTD"], False)]


def test_before_the_merger_it_is_the_old_office_with_its_head(
    store, office, tree, held, monkeypatch
):
    plan(tree, office, held, 1)
    tree.merge(tree.id("VPTU"), tree.id("PTC"), days=4)
    wake(store, monkeypatch, 1, sweep, sweep_units)
    assert holds_now(store, office.people["canbo"]) == [(tree.id("PTC"), True)]
    wake(store, monkeypatch, 4, sweep, sweep_units)
    assert holds_now(store, office.people["canbo"]) == [(office.units["VPTU"], False)]


def test_nothing_is_planned_for_a_unit_that_will_be_no_more(store, office, tree):
    wish = GiveOffice(
        person_id=office.people["cuong"], unit_id=tree.create("PTC", "BTCTU"), role=Role.LEADER,
        title=TITLE, from_on=day(-9), to_on=day(2),
    )  # fmt: skip
    one = store.execute(SYSTEM, give_office, wish).id
    tree.close(tree.id("PTC"), 3)
    with pytest.raises(Invalid, match="unit_closed"):
        plan(tree, office, one, 4)
    assert states(store) == []
