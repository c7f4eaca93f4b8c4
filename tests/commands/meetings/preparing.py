"""A meeting that papers are asked for."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from documents.commands.process import Findings, finish_version
from documents.commands.upload import (
    AddVersion,
    StoredFile,
    UploadPaper,
    UploadReceipt,
    add_version,
    upload_paper,
)
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.notices import NoticeRow
from meetings.commands.ask_papers import (
    AskForPapers,
    ask_for_papers,
)
from meetings.commands.plan import UpdateMeeting, update_meeting
from meetings.commands.request_steps import OnRequest
from meetings.commands.submit_papers import (
    ReturnPapers,
    SubmitPapers,
    accept_papers,
    return_papers,
    submit_papers,
)
from meetings.queries.request_detail import RequestDetail, request_detail
from meetings.request_container import CONTAINER
from tests.days import today
from tests.gatherings import A4, Gathering
from tests.samples import plain_pdf


class Preparing:
    """A meeting next week, the Party Office asked for a paper of its first item."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering.planned()
        starts_at = utc_now() + timedelta(days=7)
        later = UpdateMeeting(
            meeting_id=gathering.id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
        )
        self.run("thuky", update_meeting, later)
        self.files = 0

    def run(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command as somebody."""
        return self.gathering.run(*args, **kwargs)

    def ask(self, *units: str, days: int = 5, **fields: Any) -> UUID:
        """Ask units (the Party Office if none is named); the first request."""
        ids = tuple(self.gathering.office.units[code] for code in units or ("VPTU",))
        wish = {"names": ("Tờ trình",), "due_on": today(days), **fields}
        item_id = wish.pop("item_id", self.gathering.items[0])
        command = AskForPapers(item_id=item_id, unit_ids=ids, **wish)
        made: tuple[UUID, ...] = self.run("thuky", ask_for_papers, command).request_ids
        return made[0]

    def file(self, request_id: UUID, username: str = "canbo", **fields: Any) -> UploadReceipt:
        """Put a file on a request; every file is another one."""
        upload = UploadPaper(
            container_kind=CONTAINER, container_id=request_id, file=self._stored(), **fields
        )
        receipt: UploadReceipt = self.run(username, upload_paper, upload)
        return receipt

    def newer(self, paper_id: UUID, username: str = "canbo") -> UploadReceipt:
        """Put a newer version there."""
        command = AddVersion(paper_id=paper_id, file=self._stored())
        receipt: UploadReceipt = self.run(username, add_version, command)
        return receipt

    def _stored(self) -> StoredFile:
        self.files += 1
        data = plain_pdf() + b"%" + str(self.files).encode()
        blob = self.gathering.store.blobs.put(BytesIO(data))
        return StoredFile(
            blob=blob.sha256, size=blob.size, filename="tt.pdf", media_type="application/pdf"
        )

    def ready(self, receipt: UploadReceipt) -> None:
        """Let the worker find nothing wrong with a file."""
        found = Findings(
            version_id=receipt.version_id, served_blob="0" * 64, served_size=1, pages=[A4]
        )
        self.gathering.store.execute(SYSTEM, finish_version, found)

    def submit(self, request_id: UUID, username: str = "canbo", **fields: Any) -> Any:
        """Hand in."""
        return self.run(username, submit_papers, SubmitPapers(request_id=request_id, **fields))

    def accept(self, request_id: UUID, username: str = "thuky") -> Any:
        """Take it."""
        return self.run(username, accept_papers, OnRequest(request_id=request_id))

    def send_back(self, request_id: UUID, username: str = "thuky") -> Any:
        """Return it."""
        command = ReturnPapers(request_id=request_id, reason="Thiếu phụ lục kinh phí")
        return self.run(username, return_papers, command)

    def seen(self, request_id: UUID, username: str = "canbo") -> RequestDetail:
        """The request as somebody sees it."""
        with self.gathering.store.reading() as session:
            actor = self.gathering.as_actor(username)
            return request_detail(session, actor, request_id, office_day(utc_now()))

    def told(self, kind: str) -> set[str]:
        """Who was told of something, by user name."""
        names = {key: name for name, key in self.gathering.office.people.items()}
        with self.gathering.store.reading() as session:
            query = select(NoticeRow.person_id).where(NoticeRow.kind == f"paper_request.{kind}")
            return {names[key] for key in session.scalars(query)}

    def item_papers(self, username: str = "daibieu01") -> list[str]:
        """The papers of the item that somebody sees."""
        for item in self.gathering.seen_by(username).agenda:
            if item.id == self.gathering.items[0]:
                return [paper.title for paper in item.papers]
        return []


@pytest.fixture
def preparing(gathering: Gathering) -> Preparing:
    """A meeting next week."""
    return Preparing(gathering)
