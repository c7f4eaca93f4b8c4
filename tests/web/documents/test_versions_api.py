"""Versions: a list, a comparison, a page for each; PDFs with a password opened and kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from documents.models import PaperVersion
from ecabinet.platform import Platform
from tests.clients import ApiClient
from tests.samples import encrypted_pdf, plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf
from tests.web.documents.conftest import Upload

SignIn = Callable[[str], ApiClient]
PASSWORD = "mật khẩu rất riêng 2026"


@pytest.fixture
def two(shelf: Shelf, an: Any) -> tuple[UUID, UUID]:
    """Two versions that can be read, of one page and of two."""
    first = shelf.upload(an, plain_pdf(1)).version_id
    shelf.process(first)
    second = shelf.revise(an, first, plain_pdf(2))
    shelf.process(second)
    return first, second


def test_versions_are_listed_and_old_ones_stay_readable(
    sign_in: SignIn, two: tuple[UUID, UUID]
) -> None:
    binh = sign_in(BINH)
    found = binh.get(f"/papers/{two[0]}/versions").json
    assert [version["number"] for version in found["versions"]] == [2, 1]
    assert (found["shown_number"], found["may_upload"]) == (2, False)
    assert sign_in(AN).get(f"/papers/{two[1]}/versions").json["may_upload"] is True
    assert binh.get(f"/papers/{two[0]}/file").status_code == 200
    assert sign_in(CUONG).get(f"/papers/{two[0]}/versions").status_code == 404


def test_two_versions_are_compared(
    sign_in: SignIn, two: tuple[UUID, UUID], shelf: Shelf, an: Any
) -> None:
    binh = sign_in(BINH)
    found = binh.get(f"/papers/{two[1]}/comparison?before={two[0]}")
    assert found.status_code == 200, found.text
    added = [run["text"] for block in found.json["blocks"] for run in block["after"]
             if run["sign"] == "added"]  # fmt: skip
    assert found.json["changes"] == 1
    assert "Trang 2" in added[0]
    assert binh.get(f"/papers/{two[1]}/comparison").json == found.json
    assert binh.get(f"/papers/{two[0]}/comparison").json["code"] == "compare.only_one"
    nothing = binh.get(f"/papers/{two[1]}/comparison?before={two[1]}").json
    assert nothing["changes"] == 0
    other = shelf.upload(an, plain_pdf(1)).version_id
    waiting = binh.get(f"/papers/{other}/comparison?before={other}")
    assert (waiting.status_code, waiting.json["code"]) == (409, "paper.not_ready")
    for before in (other, uuid4()):
        assert binh.get(f"/papers/{two[1]}/comparison?before={before}").status_code == 404
    refused = sign_in(CUONG).get(f"/papers/{two[1]}/comparison?before={two[0]}")
    assert refused.status_code == 404
    assert binh.get(f"/papers/{two[1]}/comparison?before=x").status_code == 422


def test_the_pages_show_them(browser_sign_in: Any, two: tuple[UUID, UUID]) -> None:
    an, binh = browser_sign_in(AN), browser_sign_in(BINH)
    page = an.get(f"/papers/{two[0]}/versions").text
    for words in ("Mở bản 1", "Mở bản 2", "Đang dùng", "Thêm bản mới", "So với bản 1"):
        assert words in page
    assert "Thêm bản mới" not in binh.get(f"/papers/{two[0]}/versions").text
    for look in ("", "&look=inline"):
        shown = binh.get(f"/papers/{two[1]}/comparison?before={two[0]}{look}")
        assert shown.status_code == 200
        assert "<ins>" in shown.text
        assert "1 chỗ thay đổi" in shown.text
    chosen = f"/papers/{two[0]}/comparison/choice?before={two[1]}&after={two[0]}"
    led = binh.get(chosen)
    assert led.status_code == 303
    assert led.headers["Location"].endswith(f"/papers/{two[1]}/comparison?before={two[0]}")
    cuong = browser_sign_in(CUONG)
    for path in (f"/papers/{two[0]}/versions", chosen):
        assert cuong.get(path).status_code == 404
    assert "1 chỗ thay đổi" in binh.get(f"/papers/{two[1]}/comparison").text
    assert binh.get(f"/papers/{two[1]}/comparison?before=x").status_code == 404
    alone = binh.get(f"/papers/{two[0]}/comparison")
    assert alone.headers["Location"].endswith(f"/papers/{two[0]}/versions")


def everything_written(platform: Platform) -> bytes:
    """All bytes of the data folder: database, queue, blobs, cache."""
    folder: Path = platform.settings.data_dir
    files = [path for path in folder.rglob("*") if path.is_file()]
    database = Path(platform.settings.database_url.removeprefix("sqlite:///"))
    found = files + [path for path in database.parent.glob(database.name + "*") if path.is_file()]
    return b"".join(path.read_bytes() for path in found)


def test_a_password_opens_the_paper_and_is_kept_nowhere(
    sign_in: SignIn, upload: Upload, look_into: Callable[[str], None], platform: Platform,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level("DEBUG")
    an, content = sign_in(AN), encrypted_pdf(PASSWORD)
    version_id = upload(an, content).json["version_id"]
    path = f"/papers/{version_id}/password"
    early = an.post(path, {"password": PASSWORD})
    assert (early.status_code, early.json["code"]) == (409, "paper.no_password_needed")
    look_into(version_id)
    wrong = an.post(path, {"password": "sai"})
    assert (wrong.status_code, wrong.json["code"]) == (422, "pdf.wrong_password")
    assert wrong.json["errors"][0]["field"] == "password"
    assert an.get(f"/papers/{version_id}").json["version"]["failure"]["code"] == "pdf.encrypted"
    assert sign_in(BINH).post(path, {"password": PASSWORD}).status_code == 403
    assert sign_in(CUONG).post(path, {"password": PASSWORD}).status_code == 404
    opened = an.post(path, {"password": PASSWORD})
    assert (opened.status_code, opened.json["version"]["state"]) == (202, "received")
    look_into(version_id)
    served = an.get(f"/papers/{version_id}/file")
    assert served.status_code == 200
    assert b"/Encrypt" not in served.data
    with platform.store.reading() as session:
        row = session.get_one(PaperVersion, UUID(version_id))
    assert platform.blobs.path(row.blob).read_bytes() == content
    assert an.post(path, {"password": PASSWORD}).status_code == 409
    assert PASSWORD.encode() not in everything_written(platform)
    assert PASSWORD not in caplog.text


def test_guessing_passwords_is_slowed(
    sign_in: SignIn, upload: Upload, look_into: Callable[[str], None]
) -> None:
    an = sign_in(AN)
    version_id = upload(an, encrypted_pdf(PASSWORD)).json["version_id"]
    look_into(version_id)
    answers = [an.post(f"/papers/{version_id}/password", {"password": f"thử {n}"}).status_code
               for n in range(11)]  # fmt: skip
    assert answers == [422] * 10 + [429]


def test_the_page_asks_for_the_password(
    browser_sign_in: Any, sign_in: SignIn, upload: Upload, look_into: Callable[[str], None]
) -> None:
    from tests.clients import csrf_of

    version_id = upload(sign_in(AN), encrypted_pdf(PASSWORD)).json["version_id"]
    look_into(version_id)
    an = browser_sign_in(AN)
    page = an.get(f"/papers/{version_id}/versions").text
    assert "Mật khẩu của tệp" in page
    form = {"csrf_token": csrf_of(page), "password": "sai"}
    wrong = an.post(f"/papers/{version_id}/password", data=form)
    assert wrong.status_code == 422
    assert "không mở được tệp" in wrong.text
    assert 'value="sai"' not in wrong.text
    opened = an.post(f"/papers/{version_id}/password", data=form | {"password": PASSWORD})
    assert opened.status_code == 303
    retried = an.post(f"/papers/{version_id}/retry", data=form)
    assert retried.status_code == 409
