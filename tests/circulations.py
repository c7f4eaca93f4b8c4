"""A circulation ballot for tests: the secretary asks the chair and two members."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.store import Store
from meetings.circulation.commands.answer import AnswerCirculation, answer_circulation
from meetings.circulation.commands.draft import CreateCirculation, create_circulation
from meetings.circulation.commands.flow import OnCirculation, send_circulation
from meetings.circulation.fields import AskedPeople
from meetings.circulation.models import Circulation
from meetings.circulation.rules import register_rules
from tests.fixtures import Office

ASKED = ("chutri", "daibieu01", "daibieu02")
SECRETARY = "thuky"


@dataclass
class Round:
    """One circulation ballot and the people around it."""

    store: Store
    office: Office
    as_actor: Callable[[str], Actor]
    id: UUID

    def run(self, username: str, command: Callable[..., Any], payload: Any, **kwargs: Any) -> Any:
        """Run a command as somebody."""
        return self.store.execute(self.as_actor(username), command, payload, **kwargs)

    def on(self, username: str, command: Callable[..., Any]) -> Any:
        """Run a command that needs no more than the id."""
        return self.run(username, command, OnCirculation(circulation_id=self.id))

    def send(self) -> "Round":
        """Send it."""
        self.on(SECRETARY, send_circulation)
        return self

    def answer(self, username: str, choice: str | None = "yes", **more: Any) -> Any:
        """Answer as somebody."""
        given = AnswerCirculation(circulation_id=self.id, choice=choice, **more)
        return self.run(username, answer_circulation, given)

    def row(self) -> Circulation:
        """The row as it is now."""
        with self.store.reading() as session:
            return session.get_one(Circulation, self.id)


def draft(store: Store, office: Office, as_actor: Callable[[str], Actor], **fields: Any) -> Round:
    """Write a draft for the unit of the secretary."""
    register_rules()
    given = {
        "title": "Chủ trương đầu tư",
        "question": "Đồng ý chủ trương đầu tư?",
        "due_at": utc_now() + timedelta(days=5),
        "unit_id": office.units["TU"],
        "asked": AskedPeople(people=tuple(office.people[name] for name in ASKED)),
    }
    wish = CreateCirculation(**(given | fields))
    made = store.execute(as_actor(SECRETARY), create_circulation, wish)
    return Round(store, office, as_actor, made.id)


def moved(store: Store, **by: float) -> datetime:
    """Move the clock of the store from now on; return the moment."""
    moment = utc_now() + timedelta(**by)
    store.clock = lambda: moment
    return moment
