"""Everybody × every permission on a person."""

from collections.abc import Callable

import pytest

from ecabinet.accounts.models import Person
from ecabinet.accounts.policies import POLICIES, AccountPermission
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM, Actor
from tests.people import PEOPLE

MAY = {AccountPermission.READ: set(PEOPLE), AccountPermission.MANAGE: {"quantri"}}


def test_every_permission_is_in_the_matrix() -> None:
    assert set(MAY) == set(AccountPermission) <= set(POLICIES)


@pytest.mark.parametrize("permission", AccountPermission)
def test_the_matrix(as_actor: Callable[[str], Actor], permission: AccountPermission) -> None:
    permissions.register(POLICIES)
    for thing in (None, Person(username="cuong", name="Lý Mạnh Cường")):
        may = {who for who in PEOPLE if permissions.allows(as_actor(who), permission, thing)}
        assert may == MAY[permission]
        assert not permissions.allows(SYSTEM, permission, thing)
