"""The archive of a meeting that was held."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ecabinet.core.audit import AuditEntry
from ecabinet.platform import Platform
from meetings.archive.checking import check_archive
from meetings.commands.conclusion import record_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.secret_ballot import cast_secret_ballot
from meetings.commands.session import SessionStep, close_session
from meetings.commands.vote import CloseVote, close_vote
from tests.clients import ApiClient
from tests.commands.meetings.secret_voting import slip
from tests.commands.meetings.test_session import record
from tests.gatherings import VOTERS, Gathering
from tests.marks import note

SignIn = Callable[[str], ApiClient]
Work = Callable[[], None]


@pytest.fixture
def work(app: Any, platform: Platform) -> Work:
    """Let the worker do what is queued."""
    return lambda: platform.jobs.drain(platform.store)


@pytest.fixture
def held(platform: Platform, gathering: Gathering, sign_in: SignIn) -> Gathering:
    """A meeting that is over: papers on items 1 and 2, marks, a secret vote, a conclusion."""
    gathering.running()
    gathering.paper(0)
    version = gathering.paper(1, title="Tờ trình 23-CT/TU")
    gathering.paper(1, title="Dự toán <b>")
    member = sign_in("daibieu01")
    for text, layer in (("Chỉ của An", "personal"), ("Của cả phiên họp", "meeting")):
        marks = {"annotations": [note(text=text, layer=layer, page=1)]}
        assert member.post(f"/papers/{version}/annotations", json=marks).status_code < 300
    vote_id = gathering.open_vote(kind="secret", question="Bỏ phiếu kín?")
    for number, username in enumerate(VOTERS[:4]):
        gathering.run(username, cast_secret_ballot, slip(vote_id, number))
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    gathering.run("thuky", record_conclusion, record(gathering))
    gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id))
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    return gathering


def path_of(held: Gathering) -> str:
    return f"/meetings/{held.id}/archive"


def asked(client: ApiClient, held: Gathering, **wish: Any) -> dict[str, Any]:
    answer = client.post(path_of(held), json=wish)
    assert answer.status_code == 202, answer.text
    made: dict[str, Any] = answer.json
    return made


def taken(client: ApiClient, held: Gathering, folder: Path) -> dict[str, bytes]:
    """The files of an archive, which is whole."""
    answer = client.get(f"{path_of(held)}/file")
    assert answer.status_code == 200, answer.text
    file = folder / "archive.zip"
    file.write_bytes(answer.data)
    assert check_archive(file).faults == []
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(platform: Platform, action: str) -> list[AuditEntry]:
    with platform.store.reading() as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action)))
