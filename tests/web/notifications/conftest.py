"""People who have been told of things."""

from collections.abc import Callable
from uuid import UUID

import pytest

from ecabinet.core.actors import SYSTEM
from ecabinet.core.notices import Notice
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.notifications.commands.sending import Nothing
from tests.fixtures import Office

Tell = Callable[..., None]


@pytest.fixture
def tell(store: Store, office: Office) -> Tell:
    """Return a function that tells somebody of something of a kind."""

    def say(username: str, kind: str, title: str = "", subject: UUID | None = None) -> None:
        def command(uow: UnitOfWork, _cmd: Nothing) -> None:
            uow.notify(
                Notice(
                    kind, to=[office.people[username]], url="/account", params={"title": title},
                    subject=("task", subject) if subject else None,
                )
            )  # fmt: skip

        store.execute(SYSTEM, command, Nothing())

    return say
