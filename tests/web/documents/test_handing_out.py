"""Every paper that leaves is in the audit log: who, which version, how, from where."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.store import Store
from tests.clients import ApiClient
from tests.fixtures import Office
from tests.samples import plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf

SignIn = Callable[[str], ApiClient]
HANDED = ("paper.opened", "paper.downloaded", "paper.exported")


@pytest.fixture
def version_id(shelf: Shelf, an: Actor) -> UUID:
    return shelf.ready(an, plain_pdf(3), filename="Tờ trình.pdf")


@pytest.fixture
def told(store: Store) -> Callable[[], list[Any]]:
    def read() -> list[Any]:
        with store.reading() as session:
            query = select(AuditEntry).where(AuditEntry.action.in_(HANDED)).order_by(AuditEntry.seq)
            return list(session.scalars(query))

    return read


@pytest.mark.parametrize(
    ("address", "action"),
    [
        ("file", "paper.opened"),
        ("file?download=1", "paper.downloaded"),
        ("annotated.pdf", "paper.exported"),
    ],
)
def test_it_is_told(
    sign_in: SignIn, version_id: UUID, told: Any, office: Office, address: str, action: str
) -> None:
    assert sign_in(BINH).get(f"/papers/{version_id}/{address}").status_code == 200
    (entry,) = told()
    assert (entry.action, entry.actor_id) == (action, office.people[BINH])
    assert entry.subject_kind == "paper"
    assert entry.detail["version_id"] == str(version_id)
    assert entry.detail["address"] == "127.0.0.1"


def test_each_download_is_told(sign_in: SignIn, version_id: UUID, told: Any) -> None:
    client = sign_in(AN)
    for _ in range(3):
        client.get(f"/papers/{version_id}/file?download=1")
    assert len(told()) == 3


def test_what_the_browser_has_already_is_not_given_again(
    sign_in: SignIn, version_id: UUID, told: Any
) -> None:
    client = sign_in(AN)
    tag = client.get(f"/papers/{version_id}/file").headers["ETag"]
    client.get(f"/papers/{version_id}/file", headers={"If-None-Match": tag})
    client.get(f"/papers/{version_id}/file", headers={"Range": "bytes=100-200"})
    assert len(told()) == 1
    client.get(f"/papers/{version_id}/file", headers={"Range": "bytes=0-200"})
    assert len(told()) == 2


def test_nothing_leaves_when_it_cannot_be_told(
    sign_in: SignIn, version_id: UUID, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(AN)

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError("INSERT", {}, Exception("disk full"))

    monkeypatch.setattr(Store, "execute", broken)
    answer = client.get(f"/papers/{version_id}/file")
    assert answer.status_code == 503
    assert b"%PDF" not in answer.data


def test_asking_for_a_hidden_paper_is_told_as_for_one_that_is_not_there(
    sign_in: SignIn, version_id: UUID, store: Store, office: Office
) -> None:
    client = sign_in(CUONG)
    missing = "01900000-0000-7000-8000-000000000000"
    answers = [client.get(f"/papers/{key}/file") for key in (version_id, missing)]
    assert [answer.status_code for answer in answers] == [404, 404]
    with store.reading() as session:
        rows = list(
            session.scalars(select(AuditEntry).where(AuditEntry.action == "access.refused"))
        )
    assert [(r.actor_id, r.subject_id, r.detail["code"]) for r in rows] == [
        (office.people[CUONG], str(version_id), "not_found"),
        (office.people[CUONG], missing, "not_found"),
    ]


@pytest.mark.parametrize("name", ["Tờ trình.pdf", "hỏng.pdf"])
def test_the_file_as_it_came_is_for_who_brings_papers(
    sign_in: SignIn, shelf: Shelf, an: Actor, store: Store, name: str
) -> None:
    came = plain_pdf(2) if name == "Tờ trình.pdf" else b"%PDF-1.4 broken"
    version_id = shelf.upload(an, came, filename=name).version_id
    path = f"/papers/{version_id}/original"
    answers = {who: sign_in(who).get(path) for who in (AN, BINH, CUONG)}
    assert {who: one.status_code for who, one in answers.items()} == {
        AN: 200,
        BINH: 403,
        CUONG: 404,
    }
    given = answers[AN]
    assert given.data == came
    assert given.headers["Content-Disposition"].startswith("attachment; ")
    assert given.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with store.reading() as session:
        query = select(AuditEntry).where(AuditEntry.action == "paper.original_taken")
        (entry,) = session.scalars(query)
    assert (entry.detail["version_id"], len(entry.detail["sha256"])) == (str(version_id), 64)
