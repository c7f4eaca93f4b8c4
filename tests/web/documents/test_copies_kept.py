"""Copies as files: the same again, another day, lost, forgotten, queued again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from documents.cache import open_cache
from documents.copying import file_key
from documents.models import PaperCopy
from documents.tasks import register_document_jobs
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.platform import Platform
from tests.shelves import AN, BINH
from tests.web.documents.copying import SignIn, asked

pytestmark = pytest.mark.usefixtures("stamping")


def test_the_same_again_is_the_same_copy(
    sign_in: SignIn, version_id: UUID, work: Callable[[], None], store: Store, told: Any
) -> None:
    client = sign_in(BINH)
    first = asked(client, version_id)
    assert asked(client, version_id)["copy_id"] == first["copy_id"]
    work()
    again = asked(client, version_id)
    assert (again["copy_id"], again["state"]) == (first["copy_id"], "ready")
    assert len(told("paper.copy_asked")) == len(told("paper.copy_made")) == 1
    other = asked(sign_in(AN), version_id)
    assert other["copy_id"] != first["copy_id"]
    assert other["words"].startswith("Trần Văn An · ")


def test_another_day_is_another_copy(
    sign_in: SignIn, version_id: UUID, platform: Platform, work: Callable[[], None]
) -> None:
    client = sign_in(BINH)
    first = asked(client, version_id)
    now = platform.store.clock
    platform.store.clock = lambda: now() + timedelta(days=1)
    assert asked(client, version_id)["copy_id"] != first["copy_id"]


def test_a_lost_file_is_made_again(
    sign_in: SignIn, version_id: UUID, platform: Platform, work: Callable[[], None], store: Store
) -> None:
    client = sign_in(BINH)
    copy = asked(client, version_id)
    work()
    with store.reading() as session:
        key = session.get_one(PaperCopy, UUID(copy["copy_id"])).key
    open_cache(platform.settings).path(file_key(key)).unlink()
    gone = client.get(f"/paper-copies/{copy['copy_id']}/file")
    assert (gone.status_code, gone.json["code"]) == (409, "copy.gone")
    assert asked(client, version_id)["state"] == "wanted"
    work()
    assert client.get(f"/paper-copies/{copy['copy_id']}/file").status_code == 200


def test_old_copies_are_forgotten_with_their_files(
    sign_in: SignIn, version_id: UUID, platform: Platform, work: Callable[[], None], store: Store
) -> None:
    client = sign_in(BINH)
    old = asked(client, version_id)
    work()
    cache = open_cache(platform.settings)
    assert len(list((cache.root / "copies").rglob("*.pdf"))) == 1
    now = store.clock
    store.clock = lambda: now() + timedelta(days=3)
    jobs = Jobs(platform.settings.data_dir, None)
    register_document_jobs(jobs, platform.settings)
    for sweep in jobs._sweeps:
        sweep(store)
    assert list((cache.root / "copies").rglob("*.*")) == []
    store.clock = now
    assert client.get(f"/paper-copies/{old['copy_id']}").status_code == 404


def test_what_was_left_is_queued_again(
    sign_in: SignIn, version_id: UUID, platform: Platform, work: Callable[[], None], store: Store
) -> None:
    client = sign_in(BINH)
    copy = asked(client, version_id)
    platform.jobs.huey.flush()
    with store.engine.begin() as connection:
        at = store.clock() - timedelta(minutes=10)
        connection.execute(PaperCopy.__table__.update().values(asked_at=at))  # type: ignore[attr-defined]
    for sweep in platform.jobs._sweeps:
        sweep(store)
    work()
    assert client.get(f"/paper-copies/{copy['copy_id']}").json["state"] == "ready"
