"""The bytes: safe copy, pictures, export. Who gets them, under which name, kept how."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pypdf
import pytest
from PIL import Image, ImageChops

from documents.pictures import WIDTHS, bucket
from ecabinet.core.actors import Actor
from tests.clients import ApiClient
from tests.marks import highlight, ink, note
from tests.samples import plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf

SignIn = Callable[[str], ApiClient]


@pytest.fixture
def version_id(shelf: Shelf, an: Actor) -> UUID:
    """A paper of three pages, ready."""
    return shelf.ready(an, plain_pdf(3), filename="Tờ trình Ủy ban.pdf")


def test_the_file_and_its_headers(sign_in: SignIn, version_id: UUID) -> None:
    answer = sign_in(BINH).get(f"/papers/{version_id}/file")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    kind, plain, real = answer.headers["Content-Disposition"].split("; ")
    assert (kind, plain) == ("inline", 'filename="To trinh Uy ban.pdf"')
    assert unquote(real) == "filename*=UTF-8''Tờ trình Ủy ban.pdf"
    assert len(pypdf.PdfReader(BytesIO(answer.data)).pages) == 3


def test_an_unchanged_file_is_not_sent_again_but_rights_are_asked_again(
    sign_in: SignIn, shelf: Shelf, version_id: UUID, binh: Actor
) -> None:
    client = sign_in(BINH)
    tag = client.get(f"/papers/{version_id}/file").headers["ETag"]
    again = client.get(f"/papers/{version_id}/file", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    shelf.member_ids.clear()
    assert client.get(f"/papers/{version_id}/file", headers={"If-None-Match": tag}).status_code == (
        404
    )


def test_a_part_of_the_file_can_be_asked_for(sign_in: SignIn, version_id: UUID) -> None:
    answer = sign_in(AN).get(f"/papers/{version_id}/file", headers={"Range": "bytes=0-7"})
    assert (answer.status_code, answer.data[:5]) == (206, b"%PDF-")


def test_download_asks_to_save(sign_in: SignIn, version_id: UUID) -> None:
    answer = sign_in(AN).get(f"/papers/{version_id}/file?download=1")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize("path", ["", "/file", "/pages/1.png", "/annotated.pdf", "/annotations"])
def test_who_may_not_read_gets_nothing(sign_in: SignIn, version_id: UUID, path: str) -> None:
    answer = sign_in(CUONG).get(f"/papers/{version_id}{path}")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_pages_are_drawn_at_few_widths(sign_in: SignIn, version_id: UUID) -> None:
    client = sign_in(AN)
    answer = client.get(f"/papers/{version_id}/pages/2.png?width=500")
    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert Image.open(BytesIO(answer.data)).width == 640
    tag = answer.headers["ETag"]
    path = f"/papers/{version_id}/pages/2.png?width=600"
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    for missing in (0, 4):
        assert client.get(f"/papers/{version_id}/pages/{missing}.png").status_code == 404
    for width in (0, 2401, 10_000):
        assert client.get(f"/papers/{version_id}/pages/1.png?width={width}").status_code == 422


def test_a_page_is_drawn_with_the_marks_that_one_may_see(
    sign_in: SignIn, version_id: UUID, shelf: Shelf
) -> None:
    an, binh = sign_in(AN), sign_in(BINH)
    path = f"/papers/{version_id}/pages/1.png?width=320&layers="
    plain = an.get(f"{path}meeting").data
    shared = ink()
    own = ink(layer="personal", strokes=[[[72, 500], [500, 500]]], color="#1d4f91", width=20)
    binh.post(f"/papers/{version_id}/annotations", {"annotations": [shared, own]})
    assert an.get(f"/papers/{version_id}/pages/1.png?width=320").data == plain
    with_shared = an.get(f"{path}personal,unit,meeting")
    assert _differs(plain, with_shared.data)
    # What is Bình's own is on Bình's picture alone, and hidden with its layer.
    assert binh.get(f"{path}meeting").data == with_shared.data
    assert _differs(binh.get(f"{path}meeting,personal").data, with_shared.data)
    assert an.get(f"{path}personal").data == plain
    assert an.get(f"{path}secret").status_code == 422
    assert sign_in(CUONG).get(f"{path}meeting").status_code == 404
    # Drawn once for one state of the marks; a mark taken away is gone from the next picture.
    tag = {"If-None-Match": with_shared.headers["ETag"]}
    assert an.get(f"{path}meeting", headers=tag).status_code == 304
    assert binh.send("DELETE", f"/annotations/{shared['id']}").status_code == 204
    assert an.get(f"{path}meeting", headers=tag).data == plain


def _differs(one: bytes, other: bytes) -> bool:
    pictures = [Image.open(BytesIO(data)).convert("RGB") for data in (one, other)]
    return ImageChops.difference(*pictures).getbbox() is not None


def test_the_words_of_a_page(sign_in: SignIn, shelf: Shelf, an: Actor) -> None:
    version_id = shelf.upload(an, plain_pdf(2)).version_id
    shelf.process(version_id)
    client = sign_in(BINH)
    told = client.get(f"/papers/{version_id}/pages/2/text").json
    assert told["page"] == 2
    assert "Trang 2" in told["text"]
    assert client.get(f"/papers/{version_id}/pages/3/text").status_code == 404
    assert sign_in(CUONG).get(f"/papers/{version_id}/pages/2/text").status_code == 404


def test_every_wish_has_a_width() -> None:
    for wish in range(1, WIDTHS[-1] + 1):
        assert wish <= bucket(wish) in WIDTHS


def test_the_export_holds_what_the_reader_may_see(sign_in: SignIn, version_id: UUID) -> None:
    an, binh = sign_in(AN), sign_in(BINH)
    shared, own = ink(text="Ý kiến chung"), note(text="Riêng của Bình")
    body = {"annotations": [shared, highlight(), own]}
    assert binh.post(f"/papers/{version_id}/annotations", body).status_code == 201
    assert contents(an.get(f"/papers/{version_id}/annotated.pdf")) == {"Ý kiến chung", "Đồng chí"}
    both = binh.get(f"/papers/{version_id}/annotated.pdf?layers=personal,meeting")
    assert contents(both) == {"Ý kiến chung", "Đồng chí", "Riêng của Bình"}
    personal = binh.get(f"/papers/{version_id}/annotated.pdf?layers=personal")
    assert contents(personal) == {"Riêng của Bình"}
    assert unquote(both.headers["Content-Disposition"]).endswith("Tờ trình Ủy ban - có ghi chú.pdf")
    assert {mark["/T"] for mark in marks_in(both)} == {"Lê Thị Bình"}


def marks_in(answer: Any) -> list[Any]:
    assert answer.status_code == 200, answer.text
    reader = pypdf.PdfReader(BytesIO(answer.data))
    return [mark.get_object() for page in reader.pages for mark in page.get("/Annots", [])]


def contents(answer: Any) -> set[str]:
    return {mark["/Contents"] for mark in marks_in(answer)}


def test_an_export_is_made_once_for_the_same_marks(
    sign_in: SignIn, version_id: UUID, shelf: Shelf
) -> None:
    client = sign_in(AN)
    first = client.get(f"/papers/{version_id}/annotated.pdf")
    again = client.get(f"/papers/{version_id}/annotated.pdf")
    assert first.headers["ETag"] == again.headers["ETag"]
    client.post(f"/papers/{version_id}/annotations", {"annotations": [ink()]})
    changed = client.get(f"/papers/{version_id}/annotated.pdf")
    assert changed.headers["ETag"] != first.headers["ETag"]
    made = list((shelf.platform.settings.data_dir / "cache" / "exports").rglob("*.pdf"))
    assert len(made) == 2


@pytest.mark.parametrize("layers", ["secret", "", "personal,secret", ","])
def test_unknown_layers_are_refused(sign_in: SignIn, version_id: UUID, layers: str) -> None:
    answer = sign_in(AN).get(f"/papers/{version_id}/annotated.pdf?layers={layers}")
    assert (answer.status_code, answer.json["code"]) == (422, "mark.bad_layers")


def test_other_files_are_downloads_that_cannot_run(
    sign_in: SignIn, shelf: Shelf, an: Actor
) -> None:
    shelf.any_file = True
    shelf.register()
    picture = b"\x89PNG\r\n\x1a\n<script>"
    version_id = shelf.upload(an, picture, media_type="image/png", filename="a.png").version_id
    shelf.process(version_id)
    answer = sign_in(BINH).get(f"/papers/{version_id}/file")
    assert answer.data == picture
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert sign_in(BINH).get(f"/papers/{version_id}/pages/1.png").status_code == 404
