"""Everybody × every permission on a unit."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from ecabinet.accounts.commands.units import ChangeUnit, CreateUnit, change_unit, create_unit
from ecabinet.accounts.commands.units_close import (
    CloseUnit,
    WithdrawPlan,
    close_unit,
    withdraw_plan,
)
from ecabinet.accounts.commands.units_effect import TakeEffect, take_effect
from ecabinet.accounts.commands.units_import import ImportUnits, import_units
from ecabinet.accounts.commands.units_merge import MergeUnits, merge_units
from ecabinet.accounts.commands.units_tree import MoveUnit, OrderUnits, move_unit, order_units
from ecabinet.accounts.policies import POLICIES, UnitPermission
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Denied, DomainError
from ecabinet.core.store import Store
from tests.fixtures import Office

PEOPLE = ("quantri", "thuky", "chutri", "daibieu01", "vanthu", "canbo", "lanhdao", "khach01")
MAY = {UnitPermission.READ: set(PEOPLE), UnitPermission.MANAGE: {"quantri"}}


def test_every_permission_is_in_the_matrix() -> None:
    assert set(MAY) == set(UnitPermission) <= set(POLICIES)


@pytest.mark.parametrize("permission", UnitPermission)
def test_the_matrix(as_actor: Callable[[str], Actor], permission: UnitPermission) -> None:
    permissions.register(POLICIES)
    holders = {who for who in PEOPLE if permissions.allows(as_actor(who), permission, None)}
    assert holders == MAY[permission]
    assert not permissions.allows(SYSTEM, permission, None)


def payloads(office: Office) -> list[tuple[Callable[..., Any], BaseModel]]:
    """Return every command about units, with what it would do to the small office."""
    here, there, today = office.units["BTCTU"], office.units["HUTD"], office_day(utc_now())
    return [
        (create_unit, CreateUnit(name="Phòng", code="P1")),
        (change_unit, ChangeUnit(unit_id=here, name="Tên mới", from_on=today)),
        (move_unit, MoveUnit(unit_id=here, parent_id=there, from_on=today)),
        (
            merge_units,
            MergeUnits(predecessor_ids=(here,), successor_id=there, from_on=today, reason="x"),
        ),
        (close_unit, CloseUnit(unit_id=here, from_on=today)),
        (withdraw_plan, WithdrawPlan(unit_id=here)),
        (order_units, OrderUnits(unit_ids=tuple(reversed(office.units.values())))),
        (import_units, ImportUnits(lines=())),
        (take_effect, TakeEffect(unit_id=here)),
    ]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("number", range(9))
def test_who_may_run_each_command(
    store: Store, office: Office, as_actor: Callable[[str], Actor], who: str, number: int
) -> None:
    permissions.register(POLICIES)
    command, payload = payloads(office)[number]
    try:
        store.rehearse(as_actor(who), command, payload)
    except Denied:
        assert who not in MAY[UnitPermission.MANAGE]
    except DomainError:
        assert who in MAY[UnitPermission.MANAGE], "refused for another reason than the right"
    else:
        assert who in MAY[UnitPermission.MANAGE]
