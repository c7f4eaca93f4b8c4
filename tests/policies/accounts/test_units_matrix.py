"""Everybody × every permission on a unit."""

from collections.abc import Callable

import pytest

from ecabinet.accounts.policies import POLICIES, UnitPermission
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM, Actor

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
