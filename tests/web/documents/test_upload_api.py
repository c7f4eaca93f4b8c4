"""uploadPaper: what comes in, what is refused, in which words; nothing half-done."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from documents.models import Paper, PaperVersion
from ecabinet.platform import Platform
from tests.clients import ApiClient
from tests.samples import active_pdf, encrypted_pdf, plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf
from tests.web.documents.conftest import Upload

SignIn = Callable[[str], ApiClient]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def rows(platform: Platform) -> int:
    with platform.store.reading() as session:
        return session.scalar(select(func.count()).select_from(Paper)) or 0


def blobs(platform: Platform) -> list[Path]:
    return [path for path in platform.settings.blob_dir.rglob("*") if path.is_file()]


def test_a_pdf_is_received_and_then_ready(
    sign_in: SignIn, upload: Upload, look_into: Callable[[str], None]
) -> None:
    an = sign_in(AN)
    fields = {"title": "2022", "symbol": "118-TTr/VPTU"}
    answer = upload(an, plain_pdf(2), "Tờ trình số 118.pdf", fields=fields)
    assert answer.status_code == 201, answer.text
    version_id = answer.json["version_id"]
    waiting = an.get(f"/papers/{version_id}").json
    assert (waiting["title"], waiting["symbol"]) == ("2022", "118-TTr/VPTU")
    assert (waiting["version"]["state"], waiting["version"]["pages"]) == ("received", [])
    assert an.get(f"/papers/{version_id}/file").status_code == 409
    look_into(version_id)
    ready = an.get(f"/papers/{version_id}").json["version"]
    assert (ready["state"], ready["page_count"]) == ("ready", 2)
    assert ready["filename"] == "Tờ trình số 118.pdf"


def test_a_replayed_upload_is_one_paper(
    sign_in: SignIn, upload: Upload, platform: Platform
) -> None:
    an = sign_in(AN)
    answers = [upload(an, plain_pdf(1), request_id="tải lên một lần") for _ in range(2)]
    assert answers[0].json == answers[1].json
    assert rows(platform) == 1


@pytest.mark.parametrize(
    ("content", "name", "code", "words"),
    [
        (b"MZ" + bytes(100), "Tờ trình.pdf", "file.type_refused", ("loại khác", "another kind")),
        (b"ban ghi nho", "ghi nho.txt", "file.type_refused", ("loại khác", "another kind")),
        (b"", "rong.pdf", "file.empty", ("rỗng", "empty")),
    ],
    ids=["program", "text", "empty"],
)
def test_what_cannot_be_read_is_refused_in_both_languages(
    sign_in: SignIn, upload: Upload, platform: Platform,
    content: bytes, name: str, code: str, words: tuple[str, str],
) -> None:  # fmt: skip
    an = sign_in(AN)
    for language, word in zip(("vi", "en"), words, strict=True):
        set_language(platform, language)
        answer = upload(an, content, name)
        assert (answer.status_code, answer.json["code"]) == (422, code)
        assert answer.content_type == "application/problem+json"
        assert word in answer.json["detail"]
        assert answer.json["errors"][0]["field"] == "file"
    assert (rows(platform), blobs(platform)) == (0, [])


def set_language(platform: Platform, language: str) -> None:
    from ecabinet.accounts.models import Person

    with platform.store.engine.begin() as connection:
        connection.execute(Person.__table__.update().values(language=language))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (encrypted_pdf("mật khẩu"), "pdf.encrypted", ("có mật khẩu", "password")),
        (plain_pdf(3)[:900], "pdf.truncated", ("bị cắt cụt", "cut short")),
        (b"%PDF-1.7\nkhong co gi\n%%EOF\n", "pdf.broken", ("bị hỏng", "damaged")),
    ],
    ids=["encrypted", "truncated", "broken"],
)
def test_a_pdf_that_cannot_be_used_says_why(
    sign_in: SignIn, upload: Upload, look_into: Callable[[str], None], platform: Platform,
    content: bytes, code: str, words: tuple[str, str],
) -> None:  # fmt: skip
    an = sign_in(AN)
    version_id = upload(an, content).json["version_id"]
    look_into(version_id)
    for language, word in zip(("vi", "en"), words, strict=True):
        set_language(platform, language)
        version = an.get(f"/papers/{version_id}").json["version"]
        assert version["state"] == "failed"
        assert version["failure"]["code"] == code
        assert word in version["failure"]["message"]
    for path in ("file", "pages/1.png", "annotated.pdf"):
        answer = an.get(f"/papers/{version_id}/{path}")
        assert (answer.status_code, answer.json["code"]) == (409, "paper.not_ready")


def test_scripts_are_not_served(
    sign_in: SignIn, upload: Upload, look_into: Callable[[str], None]
) -> None:
    an = sign_in(AN)
    version_id = upload(an, active_pdf("JavaScript")).json["version_id"]
    look_into(version_id)
    served = an.get(f"/papers/{version_id}/file")
    assert served.status_code == 200
    assert served.data.startswith(b"%PDF-")
    assert b"hidden" not in served.data


@pytest.mark.parametrize("excess", [1, 2 << 20])
def test_a_file_above_the_limit_is_refused_with_413(
    sign_in: SignIn, upload: Upload, platform: Platform, app: Any, excess: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    object.__setattr__(platform.settings, "upload_limit", 1 << 20)
    # As create_app does: the limit and one MB more.
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 2 << 20)
    answer = upload(sign_in(AN), b"%PDF-1.7\n" + b"x" * ((1 << 20) + excess))
    assert answer.status_code == 413
    assert answer.content_type == "application/problem+json"
    assert "tối đa 1 MB" in answer.json["detail"]
    assert (rows(platform), blobs(platform)) == (0, [])


def test_who_may_not_upload_stores_no_bytes(
    sign_in: SignIn, upload: Upload, platform: Platform, app: Any
) -> None:
    assert upload(sign_in(BINH), plain_pdf(1)).status_code == 403
    assert upload(sign_in(CUONG), plain_pdf(1)).status_code == 404
    anonymous = ApiClient(app.test_client(), "khong-co")
    assert upload(anonymous, plain_pdf(1)).status_code in (400, 401)
    assert (rows(platform), blobs(platform)) == (0, [])


def test_a_form_without_a_file_is_refused(sign_in: SignIn, shelf: Shelf) -> None:
    answer = sign_in(AN).post(f"/agenda-items/{shelf.id}/papers", data={"title": "Không tệp"})
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "file")


def test_a_newer_version_of_the_same_paper(
    sign_in: SignIn, shelf: Shelf, upload: Upload, platform: Platform
) -> None:
    an = sign_in(AN)
    first = upload(an, plain_pdf(1)).json
    path = f"/papers/{first['version_id']}/versions"
    data = {"file": (BytesIO(plain_pdf(2)), "bản hai.pdf"), "note": "Sửa điều 2"}
    second = an.post(path, data=data)
    assert (second.status_code, second.json["number"]) == (201, 2)
    assert second.json["paper_id"] == first["paper_id"]
    with platform.store.reading() as session:
        notes = session.scalars(select(PaperVersion.note).order_by(PaperVersion.number)).all()
    assert list(notes) == ["", "Sửa điều 2"]
    data = {"file": (BytesIO(plain_pdf(2)), "b.pdf")}
    assert sign_in(BINH).post(path, data=data).status_code == 403


def test_unknown_containers_look_like_hidden_ones(sign_in: SignIn, shelf: Shelf) -> None:
    data = {"file": (BytesIO(plain_pdf(1)), "a.pdf")}
    answer = sign_in(AN).post(f"/agenda-items/{uuid4()}/papers", data=data)
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")
