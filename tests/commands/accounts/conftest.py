"""The rights of accounts: these commands run without an application."""

import pytest

from ecabinet.accounts.policies import POLICIES
from ecabinet.core import permissions
from ecabinet.core.store import Store
from tests.commands.accounts.people_known import admin
from tests.commands.accounts.units import Tree
from tests.fixtures import Office

__all__ = ["admin"]

permissions.register(POLICIES)


@pytest.fixture
def tree(store: Store, office: Office) -> Tree:
    """The units of the small office: TU, VPTU, BTCTU, UBKTTU, HUTD, none below another."""
    return Tree(store, office)
