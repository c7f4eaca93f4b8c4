"""Real office files, from the upload to the page one reads; skipped without LibreOffice."""

from collections.abc import Callable
from typing import Any

import pytest

from documents.conversion import office
from tests.clients import ApiClient
from tests.office_files import KINDS
from tests.shelves import AN
from tests.web.documents.conftest import Upload

SignIn = Callable[[str], ApiClient]
needs_office = pytest.mark.skipif(office.converter() is None, reason="LibreOffice is not installed")


@needs_office
@pytest.mark.parametrize("kind", KINDS)
def test_it_becomes_pages_with_its_words(
    sign_in: SignIn, upload: Upload, look_into: Callable[[str], None], kind: str
) -> None:
    an = sign_in(AN)
    sent = upload(an, KINDS[kind](), f"Báo cáo.{kind}")
    assert sent.status_code == 201, sent.text
    version_id = sent.json["version_id"]
    look_into(version_id)
    version: Any = an.get(f"/papers/{version_id}").json["version"]
    assert (version["state"], version["page_count"]) == ("ready", 1), version["failure"]
    assert version["filename"] == f"Báo cáo.{kind}"
    text = an.get(f"/papers/{version_id}/pages/1/text").json["text"]
    assert "Nguyễn Thị Ngọc Quỳnh" in text
    served = an.get(f"/papers/{version_id}/file")
    assert served.data.startswith(b"%PDF-")
    assert "B%C3%A1o%20c%C3%A1o.pdf" in served.headers["Content-Disposition"]


@needs_office
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_secret_one_is_refused_as_a_pdf_would_be(
    sign_in: SignIn, upload: Upload, look_into: Callable[[str], None], kind: str
) -> None:
    an = sign_in(AN)
    version_id = upload(an, KINDS[kind]("TUYỆT MẬT"), f"a.{kind}").json["version_id"]
    look_into(version_id)
    assert an.get(f"/papers/{version_id}").json["version"]["failure"]["code"] == "paper.secret_mark"


@needs_office
@pytest.mark.parametrize("kind", ["docx", "xlsx", "odt"])
def test_a_damaged_one_ends_in_words(
    sign_in: SignIn, upload: Upload, look_into: Callable[[str], None], kind: str
) -> None:
    an = sign_in(AN)
    whole = KINDS[kind]()
    cut = whole[: len(whole) // 2] + bytes(40) + whole[len(whole) // 2 + 40 :]
    sent = upload(an, cut, f"a.{kind}")
    if sent.status_code == 422:
        assert sent.json["code"] in {"file.damaged", "file.type_refused"}
        return
    look_into(sent.json["version_id"])
    version = an.get(f"/papers/{sent.json['version_id']}").json["version"]
    assert version["state"] in {"ready", "failed"}
