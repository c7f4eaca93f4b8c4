"""People with addresses, a mail server, and the worker that writes to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from documents.notices import register_notices
from ecabinet.accounts.models import Person
from ecabinet.app import asset_folder
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.notices import NoticeRow
from ecabinet.core.store import Store
from ecabinet.notifications.models import Mail
from ecabinet.notifications.rules import register_rules
from ecabinet.notifications.tasks import LEASE, Mailer
from ecabinet.platform import Platform
from tests.commands.followup.conftest import world
from tests.fixtures import Office
from tests.gatherings import Gathering, gathering
from tests.mailhouse import MailHouse, Taken, opened

__all__ = ["gathering", "world"]


@dataclass
class Post:
    """The mail of the small office: `user` has the address user@tinh.example."""

    store: Store
    office: Office
    house: MailHouse
    platform: Platform
    moved: timedelta = timedelta(0)

    def worker(self, lease: timedelta = LEASE) -> Mailer:
        """Return a worker of its own."""
        settings = replace(
            self.platform.settings,
            smtp_url=f"smtp://127.0.0.1:{self.house.port}?tls=none",
            mail_from="hop@tinh.example",
            public_url="https://hop.tinh.example",
        )
        return Mailer(settings, asset_folder("templates"), lease=lease)

    def deliver(self) -> None:
        """Let a worker do all that is due."""
        self.worker().deliver(self.store)

    def at(self, moment: datetime) -> None:
        """Set the clock of the office; it runs on from there."""
        self.moved = moment - utc_now()
        self.store.clock = lambda: utc_now() + self.moved

    def later(self, **duration: float) -> None:
        """Let time pass."""
        self.at(self.store.clock() + timedelta(**duration))

    def to(self, username: str) -> list[Taken]:
        """What the server took for somebody."""
        return self.house.to(address(username))

    def subjects(self, username: str) -> list[str]:
        """The subjects somebody reads, oldest first."""
        return [str(taken.message["Subject"]) for taken in self.to(username)]

    def mails(self, username: str) -> list[Mail]:
        """The rows of somebody's mails, oldest first."""
        return self._rows(select(Mail).where(Mail.person_id == self.office.people[username]))

    def notices(self, username: str) -> list[NoticeRow]:
        """The rows of somebody's notices, oldest first."""
        own = NoticeRow.person_id == self.office.people[username]
        return self._rows(select(NoticeRow).where(own).order_by(NoticeRow.id))

    def _rows(self, query: Any) -> list[Any]:
        with self.store.reading() as session:
            return list(session.scalars(query))

    def change(self, username: str, **fields: Any) -> None:
        """Write into somebody's row, as the administration would."""
        with self.store.engine.begin() as connection:
            this = Person.id == self.office.people[username]
            connection.execute(update(Person).where(this).values(**fields))


def address(username: str) -> str:
    """The address of somebody."""
    return f"{username}@tinh.example"


@pytest.fixture
def post(platform: Platform, office: Office) -> Iterator[Post]:
    """Everybody has an address; the server listens."""
    register_rules()
    register_notices()
    with opened(MailHouse()) as house:
        made = Post(platform.store, office, house, platform)
        for username in office.people:
            made.change(username, email=address(username))
        yield made


@pytest.fixture
def meeting(gathering: Gathering, post: Post) -> Gathering:
    """A meeting with its people, not called yet, who can all be written to."""
    return gathering.planned()


ActorOf = Callable[[str], Actor]
