"""A paper that came after the call is marked late wherever it is met; a correction is not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from documents import containers
from documents.models import Paper, PaperVersion
from ecabinet.core.clock import utc_now
from meetings.models import Meeting
from tests.clients import ApiClient
from tests.gatherings import Gathering

Browser = Callable[[str], FlaskClient]
READER = "daibieu01"


@pytest.fixture
def paper(gathering: Gathering) -> UUID:
    """The version of a paper on item 2 of a called meeting."""
    gathering.called()
    version_id: UUID = gathering.paper(1)
    return version_id


def set_times(gathering: Gathering, version_id: UUID, *, sent: int, shown: int) -> None:
    """Let paper and shown version have come so many minutes after the call."""
    call = utc_now() - timedelta(days=1)
    with gathering.store.engine.begin() as connection:
        of_version = Paper.id.in_(
            PaperVersion.__table__.select()
            .with_only_columns(PaperVersion.paper_id)
            .where(PaperVersion.id == version_id)
        )
        connection.execute(update(Meeting).values(called_at=call))
        connection.execute(
            update(Paper).where(of_version).values(created_at=call + timedelta(minutes=sent))
        )
        connection.execute(
            update(PaperVersion)
            .where(PaperVersion.id == version_id)
            .values(uploaded_at=call + timedelta(minutes=shown))
        )


@pytest.mark.parametrize(
    ("sent", "shown", "late"), [(-1, -1, False), (0, 0, False), (-1, 30, False), (1, 1, True)]
)
def test_it_is_marked_on_every_page_and_in_the_api(
    browser_sign_in: Browser, sign_in: Callable[[str], ApiClient], gathering: Gathering,
    paper: UUID, sent: int, shown: int, late: bool,
) -> None:  # fmt: skip
    set_times(gathering, paper, sent=sent, shown=shown)
    client = browser_sign_in(READER)
    for url in ("/papers", f"/papers/{paper}", f"/meetings/{gathering.id}"):
        assert ("Nộp muộn" in client.get(url).text) is late, url
    item: Any = gathering.seen_by(READER).agenda[1]
    assert [p.late for p in item.papers] == [late]
    api = sign_in(READER)
    assert api.get(f"/papers/{paper}").json["late"] is late
    assert [row["late"] for row in api.get("/papers").json["papers"]] == [late]


def test_before_the_call_nothing_is_late() -> None:
    assert not containers.came_late(utc_now(), None)
