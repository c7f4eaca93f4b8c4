"""Copies that bear the name of the reader."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.store import Store
from ecabinet.platform import Platform
from tests.clients import ApiClient
from tests.samples import plain_pdf
from tests.shelves import Shelf

SignIn = Callable[[str], ApiClient]
BINH_LINE = "Lê Thị Bình · Tỉnh ủy Vĩnh Phúc · "


@pytest.fixture
def stamping(platform: Platform) -> Iterator[Callable[[str], None]]:
    """An office that stamps every paper; call it to choose otherwise."""
    usual = platform.settings

    def choose(what: str) -> None:
        platform.settings = replace(usual, watermark=what)

    choose("all")
    yield choose
    platform.settings = usual


@pytest.fixture
def work(platform: Platform) -> Callable[[], None]:
    """Let the worker do what is queued."""
    return lambda: platform.jobs.drain(platform.store)


@pytest.fixture
def version_id(shelf: Shelf, an: Actor) -> UUID:
    return shelf.ready(an, plain_pdf(3), filename="Tờ trình.pdf")


def asked(client: ApiClient, version_id: UUID, **body: Any) -> dict[str, Any]:
    answer = client.post(f"/papers/{version_id}/copies", json=body)
    assert answer.status_code == 202, answer.data
    made: dict[str, Any] = answer.json
    return made


def pages_of(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.data
    return [page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages]


@pytest.fixture
def told(store: Store) -> Callable[..., list[Any]]:
    def read(*actions: str) -> list[Any]:
        with store.reading() as session:
            query = select(AuditEntry).where(AuditEntry.action.in_(actions))
            return list(session.scalars(query.order_by(AuditEntry.seq)))

    return read
