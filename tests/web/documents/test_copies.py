"""Copies to keep or print: the reader's name on every page, for that reader alone."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader

from documents.routes import copies, summaries
from ecabinet.core.actors import Actor
from tests.fixtures import Office
from tests.marks import highlight, note
from tests.shelves import AN, BINH, CUONG, Shelf
from tests.web.documents.copying import BINH_LINE, SignIn, asked, pages_of

pytestmark = pytest.mark.usefixtures("stamping")


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
