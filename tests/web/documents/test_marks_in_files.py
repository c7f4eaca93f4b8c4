"""Where the sender says what becomes of annotations in a file: one request, parts, forms."""

from collections.abc import Callable

import pytest

from documents.models import PaperVersion
from ecabinet.platform import Platform
from tests.annotated import INK, annotated
from tests.clients import ApiClient
from tests.shelves import AN, BINH, Shelf
from tests.web.documents.conftest import Upload

SignIn = Callable[[str], ApiClient]


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [({}, ["ink"]), ({"marks": "meeting"}, ["ink"]), ({"marks": "none"}, [])],
)
def test_uploading_says_it(
    sign_in: SignIn,
    upload: Upload,
    look_into: Callable[[str], None],
    fields: dict[str, str],
    kinds: list[str],
) -> None:
    version_id = upload(sign_in(AN), annotated(INK), fields=fields).json["version_id"]
    look_into(version_id)
    found = sign_in(BINH).get(f"/papers/{version_id}/annotations").json["annotations"]
    assert [mark["kind"] for mark in found] == kinds
    for mark in found:
        assert mark["author"]["name"] == "Hoàng Văn Thụ"
        assert mark["author"]["brought_by"] != mark["author"]["id"]


def test_another_word_is_refused(sign_in: SignIn, upload: Upload) -> None:
    assert upload(sign_in(AN), annotated(INK), fields={"marks": "unit"}).status_code == 422


def test_parts_say_it_too(sign_in: SignIn, shelf: Shelf, platform: Platform) -> None:
    content = annotated(INK)
    for number, marks in enumerate(("personal", "none")):
        an = sign_in(AN)
        body = {"filename": f"{number}.pdf", "size": len(content), "marks": marks, "again": True}
        begun = an.post(f"/agenda-items/{shelf.id}/uploads", body).json
        with platform.store.reading() as session:
            from documents.models import Upload as Row

            rows = {row.filename: row.marks_onto for row in session.query(Row)}
        assert rows[f"{number}.pdf"] == (None if marks == "none" else marks)
        assert begun["upload_id"]


def test_a_newer_version_says_it_as_well(
    sign_in: SignIn, shelf: Shelf, upload: Upload, platform: Platform
) -> None:
    an = sign_in(AN)
    first = upload(an, annotated(INK)).json["version_id"]
    body = {"filename": "b.pdf", "size": 900, "marks": "personal"}
    assert an.post(f"/papers/{first}/uploads", body).status_code == 201
    with platform.store.reading() as session:
        kept = {row.marks_onto for row in session.query(PaperVersion)}
    assert kept == {"meeting"}
