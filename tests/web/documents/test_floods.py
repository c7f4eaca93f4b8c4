"""Uploads that would fill the disk, or come too many at once, are refused in words."""

import errno
import os
import shutil
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from ecabinet.core.errors import Unavailable
from ecabinet.core.parts import Parts
from ecabinet.core.storage import LocalBlobs
from ecabinet.platform import Platform
from ecabinet.web import bodies
from tests.clients import ApiClient
from tests.samples import plain_pdf
from tests.shelves import AN, Shelf
from tests.web.documents.conftest import Upload

SignIn = Callable[[str], ApiClient]
LARGE = plain_pdf(1) + b"\n" * (bodies.SMALL + 1)


FORM = "multipart/form-data; boundary=xxx"


def form(content: bytes) -> bytes:
    """The body of an upload; the test client would leave files open that are so large."""
    head = b'Content-Disposition: form-data; name="file"; filename="a.pdf"'
    return b"--xxx\r\n%s\r\n\r\n%s\r\n--xxx--\r\n" % (head, content)


def files(platform: Platform) -> list[str]:
    return [str(path) for path in platform.settings.blob_dir.rglob("*") if path.is_file()]


def test_files_leave_room_for_the_database(tmp_path: Any) -> None:
    free = shutil.disk_usage(tmp_path).free
    for kept_free, taken in ((free // 2, True), (free * 2, False)):
        blobs, parts = LocalBlobs(tmp_path, kept_free=kept_free), Parts(tmp_path, kept_free)
        if taken:
            blobs.put(BytesIO(b"x"))
            parts.put(uuid4(), 1, BytesIO(b"x"), 1)
            continue
        with pytest.raises(Unavailable, match=r"files\.no_room"):
            blobs.put(BytesIO(b"y"))
        with pytest.raises(Unavailable, match=r"files\.no_room"):
            parts.put(uuid4(), 1, BytesIO(b"y"), 1)


def test_a_full_disk_is_said_in_words_and_nothing_is_left(
    sign_in: SignIn, upload: Upload, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    an = sign_in(AN)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        answer = upload(an, plain_pdf(1))
    assert (answer.status_code, answer.json["code"]) == (503, "files.no_room")
    assert not files(platform)
    # Where a form is read, long before anything is kept.
    with monkeypatch.context() as disk:
        disk.setattr("werkzeug.formparser.SpooledTemporaryFile", full)
        answer = upload(an, plain_pdf(1))
    assert (answer.status_code, answer.json["code"]) == (503, "files.no_room")


def test_so_many_large_files_of_one_person_at_once(
    sign_in: SignIn, upload: Upload, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    an, path = sign_in(AN), f"/agenda-items/{shelf.id}/papers"

    def large() -> Any:
        return an.post(path, data=form(LARGE), content_type=FORM)

    monkeypatch.setattr(bodies, "AT_ONCE", 1)
    # One after the other is not at once: each is counted down again.
    assert [large().status_code for _ in range(2)] == [201, 201]
    monkeypatch.setattr(bodies, "AT_ONCE", 0)
    refused = large()
    assert (refused.status_code, refused.json["code"]) == (429, "files.at_once")
    assert upload(an, plain_pdf(1)).status_code == 201, "small ones do not wait"


def test_nobody_sends_large_forms(client: FlaskClient) -> None:
    for length in (bodies.SMALL + 1, len(LARGE)):
        answer = client.post("/sign-in", data=form(LARGE[:length]), content_type=FORM)
        assert answer.status_code == 413
