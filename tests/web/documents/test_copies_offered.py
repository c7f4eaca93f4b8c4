"""Where copies are offered, and what an office leaves clean."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.clients import csrf_of
from tests.shelves import AN, BINH, CUONG
from tests.web.documents.copying import BINH_LINE, SignIn, asked, pages_of

pytestmark = pytest.mark.usefixtures("stamping")


@pytest.mark.parametrize("address", ["file?download=1", "annotated.pdf", "summary"])
def test_without_the_name_only_who_brings_papers_may_take_it(
    sign_in: SignIn, version_id: UUID, address: str
) -> None:
    refused = sign_in(BINH).get(f"/papers/{version_id}/{address}")
    assert (refused.status_code, refused.json["code"]) == (409, "copy.only_stamped")
    assert sign_in(CUONG).get(f"/papers/{version_id}/{address}").status_code == 404
    clean = pages_of(sign_in(AN).get(f"/papers/{version_id}/{address}"))
    assert not any("Trần Văn An · " in page for page in clean)


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
