"""Runs commands as people of the sample office, at the moment the story has reached."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel

from documents.commands.upload import StoredFile, UploadPaper, UploadReceipt, upload_paper
from documents.official.letter import OfficialLetter, build_letter
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.demo.office import furnish
from ecabinet.demo.people import Office
from ecabinet.platform import Platform

C = TypeVar("C", bound=BaseModel)
R = TypeVar("R", bound=BaseModel | None)


class Teller:
    """Tells a story: who does what, when. The clock moves on a little with each deed."""

    def __init__(self, platform: Platform, password: str, begin: datetime) -> None:
        self.platform, self.store = platform, platform.store
        self._moment = begin
        self.store.clock = self._tick
        self.office: Office = furnish(self.store, password)

    @property
    def now(self) -> datetime:
        """The moment the story has reached."""
        return self._moment

    def go_to(self, moment: datetime) -> None:
        """Let time pass until `moment`; it never runs backwards."""
        self._moment = max(self._moment, min(moment, utc_now()))

    def wait(self, **duration: float) -> None:
        """Let so many days, hours, minutes pass."""
        self.go_to(self._moment + timedelta(**duration))

    def do(self, username: str, command: Callable[[UnitOfWork, C], R], payload: C) -> R:
        """Run `command` as the person with this user name."""
        return self.store.execute(self.actor(username), command, payload)

    def actor(self, username: str) -> Actor:
        """Return the person with this user name, with the offices of the moment."""
        with self.store.reading() as session:
            actor = actor_by_username(session, username, self._moment)
        assert actor is not None, username
        return actor

    def keep(self, letter: OfficialLetter, filename: str) -> StoredFile:
        """Store the PDF of `letter` and return its row-to-be."""
        content = build_letter(letter)
        blob = self.store.blobs.put(io.BytesIO(content))
        return StoredFile(
            blob=blob.sha256, size=blob.size, filename=filename, media_type="application/pdf"
        )

    def hand_in(
        self, username: str, item_id: UUID, letter: OfficialLetter, title: str, filename: str
    ) -> UploadReceipt:
        """Upload a paper to an agenda item and let the worker look into it."""
        paper = UploadPaper(
            container_kind="agenda_item",
            container_id=item_id,
            file=self.keep(letter, filename),
            title=title,
            symbol=letter.symbol,
        )
        receipt = self.do(username, upload_paper, paper)
        self.platform.jobs.drain(self.store)
        return receipt

    def unit(self, code: str) -> UUID:
        """Return the id of a unit by its sign."""
        return self.office.units[code]

    def person(self, username: str) -> UUID:
        """Return the id of a person by user name."""
        return self.office.people[username]

    def _tick(self) -> datetime:
        self._moment = min(self._moment + timedelta(seconds=7), utc_now())
        return self._moment
