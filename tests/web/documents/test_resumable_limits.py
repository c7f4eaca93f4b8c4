"""Files in parts: damaged, wrong, too large, over the quota, left half."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from documents.models import Paper, Upload
from documents.tasks import Worker
from ecabinet.core.clock import utc_now
from ecabinet.platform import Platform
from tests.samples import plain_pdf
from tests.shelves import AN
from tests.web.documents.parts import PART, SignIn, hash_of, parts_left, put, send_all

pytestmark = pytest.mark.usefixtures("small_parts")


def test_a_damaged_or_false_part_is_refused(sign_in: SignIn, announce: Callable[..., Any]) -> None:
    an, content = sign_in(AN), plain_pdf(2)
    upload_id = announce(an, content).json["upload_id"]
    good = hash_of(content[:PART])
    assert put(an, upload_id, content, 1, sha256=good).status_code == 204
    for wrong in (b"", content[: PART - 1], content[: PART + 1]):
        data = {"file": (BytesIO(wrong), "part")}
        refused = an.send("PUT", f"/uploads/{upload_id}/parts/2", data=data)
        assert (refused.status_code, refused.json["code"]) == (422, "upload.damaged_part")
    assert put(an, upload_id, content, 2, sha256="0" * 64).status_code == 422
    assert put(an, upload_id, content, 2, sha256="no").status_code == 422
    for number in (0, 10_000):
        assert put(an, upload_id, b"x" * PART, number).status_code == 404
    assert 2 in an.get(f"/uploads/{upload_id}").json["missing"]


def test_other_bytes_than_announced_are_not_kept(
    sign_in: SignIn, announce: Callable[..., Any], platform: Platform
) -> None:
    an, content = sign_in(AN), plain_pdf(2)
    begun = announce(an, content)
    other = content[:PART] + bytes(len(content) - PART)
    refused = send_all(an, begun, other)
    assert (refused.status_code, refused.json["code"]) == (422, "upload.other_content")
    with platform.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Paper)) == 0


def test_a_wrong_kind_is_refused_at_the_first_part(
    sign_in: SignIn, announce: Callable[..., Any]
) -> None:
    an, content = sign_in(AN), b"MZ" + bytes(5 * PART)
    refused = put(an, announce(an, content).json["upload_id"], content, 1)
    assert (refused.status_code, refused.json["code"]) == (422, "file.type_refused")


def test_empty_and_too_large_files_are_refused_before_a_byte(
    sign_in: SignIn, announce: Callable[..., Any], platform: Platform
) -> None:
    an = sign_in(AN)
    assert announce(an, b"").json["code"] == "file.empty"
    over = announce(an, b"x", size=platform.settings.upload_limit + 1)
    assert (over.status_code, over.json["code"]) == (413, "file.too_large")
    assert announce(an, b"x", filename="").status_code == 422


def test_the_quota_holds_for_what_is_on_its_way(
    sign_in: SignIn, announce: Callable[..., Any], platform: Platform
) -> None:
    object.__setattr__(platform.settings, "upload_quota", 5000)
    an = sign_in(AN)
    first = announce(an, b"a" * 4000)
    assert first.status_code == 201
    over = announce(an, b"b" * 2000)
    assert (over.status_code, over.json["code"]) == (409, "upload.too_much")
    assert an.send("DELETE", f"/uploads/{first.json['upload_id']}").status_code == 204
    assert announce(an, b"b" * 2000).status_code == 201


def test_half_files_are_swept_after_a_day(
    sign_in: SignIn, announce: Callable[..., Any], platform: Platform
) -> None:
    an, content = sign_in(AN), plain_pdf(1)
    old, young = announce(an, content), announce(an, plain_pdf(2))
    put(an, old.json["upload_id"], content, 1)
    with platform.store.engine.begin() as connection:
        before = utc_now() - timedelta(hours=25)
        mine = Upload.id == UUID(old.json["upload_id"])
        connection.execute(update(Upload).where(mine).values(created_at=before))
    Worker(platform.settings).sweep(platform.store)
    left = [one["upload_id"] for one in an.get("/uploads").json["uploads"]]
    assert left == [young.json["upload_id"]]
    assert parts_left(platform) == []
