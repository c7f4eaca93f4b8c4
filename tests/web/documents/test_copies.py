"""Copies to keep or print: the reader's name on every page, for that reader alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from documents.cache import open_cache
from documents.copying import file_key
from documents.models import PaperCopy
from documents.routes import copies, summaries
from documents.tasks import register_document_jobs
from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.jobs import Jobs
from ecabinet.core.unit_of_work import Store
from ecabinet.platform import Platform
from tests.fixtures import ApiClient, Office, csrf_of
from tests.marks import highlight, note
from tests.samples import plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf

SignIn = Callable[[str], ApiClient]
BINH_LINE = "Lê Thị Bình · Tỉnh ủy Vĩnh Phúc · "


@pytest.fixture(autouse=True)
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


@pytest.fixture
def told(store: Store) -> Callable[..., list[Any]]:
    def read(*actions: str) -> list[Any]:
        with store.reading() as session:
            query = select(AuditEntry).where(AuditEntry.action.in_(actions))
            return list(session.scalars(query.order_by(AuditEntry.seq)))

    return read


def asked(client: ApiClient, version_id: UUID, **body: Any) -> dict[str, Any]:
    answer = client.post(f"/papers/{version_id}/copies", json=body)
    assert answer.status_code == 202, answer.data
    made: dict[str, Any] = answer.json
    return made


def pages_of(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.data
    return [page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages]


def test_a_copy_is_asked_for_made_and_taken(
    sign_in: SignIn, version_id: UUID, work: Callable[[], None], told: Any, office: Office
) -> None:
    client = sign_in(BINH)
    copy = asked(client, version_id)
    path = f"/paper-copies/{copy['copy_id']}"
    assert (copy["state"], copy["filename"]) == ("wanted", "Tờ trình.pdf")
    assert copy["words"].startswith(BINH_LINE)
    early = client.get(f"{path}/file")
    assert (early.status_code, early.json["code"]) == (409, "copy.not_ready")
    work()
    ready = client.get(path).json
    assert (ready["state"], ready["failure"]) == ("ready", None)
    answer = client.get(f"{path}/file")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    pages = pages_of(answer)
    assert len(pages) == 3
    assert all(copy["words"] in page for page in pages)
    assert ready["size"] == len(answer.data)
    (entry,) = told("paper.downloaded")
    assert entry.actor_id == office.people[BINH]
    assert entry.detail["version_id"] == str(version_id)
    assert (entry.detail["stamped"], entry.detail["kind"]) == (True, "paper")


def test_printing_shows_it_in_the_browser_and_is_told_as_printing(
    sign_in: SignIn, version_id: UUID, work: Callable[[], None], told: Any
) -> None:
    client = sign_in(BINH)
    copy = asked(client, version_id, use="print", kind="flat")
    work()
    answer = client.get(f"/paper-copies/{copy['copy_id']}/file?use=print")
    assert answer.headers["Content-Disposition"].startswith("inline; ")
    assert all(copy["words"] in page for page in pages_of(answer))
    assert len(told("paper.printed")) == 1
    assert told("paper.downloaded", "paper.exported") == []


@pytest.mark.parametrize("username", [AN, CUONG])
def test_the_copy_of_another_does_not_exist(
    sign_in: SignIn, version_id: UUID, work: Callable[[], None], username: str
) -> None:
    copy = asked(sign_in(BINH), version_id)
    work()
    for path in ("", "/file", "/file?use=print"):
        answer = sign_in(username).get(f"/paper-copies/{copy['copy_id']}{path}")
        assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_who_reads_nothing_gets_no_copy(sign_in: SignIn, version_id: UUID) -> None:
    assert sign_in(CUONG).post(f"/papers/{version_id}/copies", json={}).status_code == 404


def test_a_right_that_ended_ends_the_copy(
    sign_in: SignIn, version_id: UUID, shelf: Shelf, work: Callable[[], None]
) -> None:
    client = sign_in(BINH)
    copy = asked(client, version_id)
    work()
    shelf.member_ids.clear()
    for path in ("", "/file"):
        assert client.get(f"/paper-copies/{copy['copy_id']}{path}").status_code == 404


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


def test_marks_come_with_it_as_they_are_now_and_only_the_readers_own(
    sign_in: SignIn, version_id: UUID, work: Callable[[], None]
) -> None:
    binh, an = sign_in(BINH), sign_in(AN)
    marks = [highlight(layer="meeting", text="Ý kiến chung")]
    an.post(f"/papers/{version_id}/annotations", json={"annotations": marks})
    secret = [note(layer="personal", text="Chỉ của An")]
    an.post(f"/papers/{version_id}/annotations", json={"annotations": secret})
    first = asked(binh, version_id, kind="annotated")
    work()
    answer = binh.get(f"/paper-copies/{first['copy_id']}/file")
    said = [
        str(entry.get_object().get("/Contents", ""))
        for page in PdfReader(BytesIO(answer.data)).pages
        for entry in page.get("/Annots", [])
    ]
    assert said == ["Ý kiến chung"]
    assert all(first["words"] in page for page in pages_of(answer))
    more = [highlight(layer="meeting", text="Thêm một ý")]
    an.post(f"/papers/{version_id}/annotations", json={"annotations": more})
    assert asked(binh, version_id, kind="annotated")["copy_id"] != first["copy_id"]


def test_the_table_of_comments_is_stamped_too(
    sign_in: SignIn, version_id: UUID, work: Callable[[], None], told: Any
) -> None:
    client = sign_in(BINH)
    marks = [note(layer="meeting", text="Làm rõ kinh phí")]
    client.post(f"/papers/{version_id}/annotations", json={"annotations": marks})
    copy = asked(client, version_id, kind="summary", layers="meeting")
    work()
    pages = pages_of(client.get(f"/paper-copies/{copy['copy_id']}/file"))
    assert "Làm rõ kinh phí" in pages[0]
    assert all(copy["words"] in page for page in pages)
    assert len(told("paper.summarised")) == 1


@pytest.mark.parametrize("address", ["file?download=1", "annotated.pdf", "summary"])
def test_without_the_name_only_who_brings_papers_may_take_it(
    sign_in: SignIn, version_id: UUID, address: str
) -> None:
    refused = sign_in(BINH).get(f"/papers/{version_id}/{address}")
    assert (refused.status_code, refused.json["code"]) == (409, "copy.only_stamped")
    assert sign_in(CUONG).get(f"/papers/{version_id}/{address}").status_code == 404
    clean = pages_of(sign_in(AN).get(f"/papers/{version_id}/{address}"))
    assert not any("Trần Văn An · " in page for page in clean)


def test_a_long_table_is_not_set_while_the_reader_waits(
    sign_in: SignIn, version_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "AT_ONCE", 0)
    client = sign_in(AN)
    marks = [note(layer="meeting", text="Một ý")]
    client.post(f"/papers/{version_id}/annotations", json={"annotations": marks})
    answer = client.get(f"/papers/{version_id}/summary")
    assert (answer.status_code, answer.json["code"]) == (409, "copy.in_background")
    assert client.get(f"/papers/{version_id}/summary?format=xlsx").status_code == 200


@pytest.mark.parametrize("what", ["off", "secret"])
def test_an_office_may_leave_papers_without_secrecy_clean(
    sign_in: SignIn,
    version_id: UUID,
    work: Callable[[], None],
    stamping: Callable[[str], None],
    what: str,
) -> None:
    stamping(what)
    client = sign_in(BINH)
    copy = asked(client, version_id, use="print")
    work()
    pages = pages_of(client.get(f"/paper-copies/{copy['copy_id']}/file?use=print"))
    assert copy["words"] == ""
    assert not any(BINH_LINE in page for page in pages)
    assert client.get(f"/papers/{version_id}/file?download=1").status_code == 200


def test_a_file_that_cannot_be_opened_is_a_stated_failure(
    sign_in: SignIn, shelf: Shelf, an: Actor, work: Callable[[], None]
) -> None:
    version_id = shelf.ready(an, b"%PDF-1.7\nbroken")
    client = sign_in(BINH)
    copy = asked(client, version_id)
    work()
    told = client.get(f"/paper-copies/{copy['copy_id']}").json
    assert (told["state"], told["failure"]["code"]) == ("failed", "pdf.broken")
    assert asked(client, version_id)["state"] == "wanted"


@pytest.mark.parametrize(
    "body", [{"kind": "whole"}, {"use": "sell"}, {"layers": "mine"}, {"kind": "flat", "x": 1}]
)
def test_nonsense_is_refused(sign_in: SignIn, version_id: UUID, body: dict[str, Any]) -> None:
    body = {"kind": "annotated", **body}
    assert sign_in(BINH).post(f"/papers/{version_id}/copies", json=body).status_code == 422


def test_nobody_asks_without_end(
    sign_in: SignIn, version_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "TIMES", 2)
    client = sign_in(BINH)
    codes = [client.post(f"/papers/{version_id}/copies", json={}).status_code for _ in range(3)]
    assert codes == [202, 202, 429]


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


def test_the_pages_lead_to_it(
    browser_sign_in: Any, version_id: UUID, work: Callable[[], None]
) -> None:
    client = browser_sign_in(BINH)
    paper = client.get(f"/papers/{version_id}").text
    assert f'action="/papers/{version_id}/copies"' in paper
    assert "download=1" not in paper
    assert "annotated.pdf" not in paper
    assert paper.count("data-watermark") == 1
    assert BINH_LINE in paper
    form = {"kind": "paper", "use": "print", "csrf_token": csrf_of(paper)}
    answer = client.post(f"/papers/{version_id}/copies", data=form)
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert address.endswith("?use=print")
    waiting = client.get(address).text
    assert 'data-state="wanted"' in waiting
    assert "Đang chuẩn bị bản có dấu tên đồng chí" in waiting
    work()
    assert 'data-state="ready"' in client.get(address).text
    assert browser_sign_in(AN).get(address).status_code == 404
    assert client.post(f"/papers/{version_id}/copies", data=form | {"kind": "x"}).status_code == 422


def test_an_office_without_stamps_has_none_on_the_screen(
    browser_sign_in: Any, version_id: UUID, stamping: Callable[[str], None]
) -> None:
    stamping("off")
    page = browser_sign_in(BINH).get(f"/papers/{version_id}").text
    assert "data-watermark" not in page
    assert "download=1" in page


def test_only_who_brings_papers_is_offered_the_clean_file(
    browser_sign_in: Any, version_id: UUID
) -> None:
    clean = "Tải bản không có dấu tên người đọc"
    assert clean in browser_sign_in(AN).get(f"/papers/{version_id}/versions").text
    assert clean not in browser_sign_in(BINH).get(f"/papers/{version_id}/versions").text
