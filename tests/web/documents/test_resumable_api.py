"""createUpload, putUploadPart, finishUpload: parts in any order, after a break, by two at once."""

import hashlib
import random
import threading
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update

from documents import resuming
from documents.models import Paper, PaperVersion, Upload
from documents.tasks import Worker
from ecabinet.core.clock import utc_now
from ecabinet.platform import Platform
from tests.fixtures import ApiClient
from tests.samples import plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf

SignIn = Callable[[str], ApiClient]
PART = 1000


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "PART", PART)


@pytest.fixture
def announce(shelf: Shelf) -> Callable[..., Any]:
    def send(client: ApiClient, content: bytes, **fields: Any) -> Any:
        body = {"filename": "Tờ trình.pdf", "size": len(content), "sha256": hash_of(content)}
        return client.post(f"/agenda-items/{shelf.id}/uploads", body | fields)

    return send


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put(client: ApiClient, upload_id: str, content: bytes, number: int, **fields: str) -> Any:
    piece = content[(number - 1) * PART : number * PART]
    data = {"file": (BytesIO(piece), "part"), **fields}
    return client.send("PUT", f"/uploads/{upload_id}/parts/{number}", data=data)


def finish(client: ApiClient, upload_id: str, **body: Any) -> Any:
    return client.post(f"/uploads/{upload_id}/completion", body)


def send_all(client: ApiClient, begun: Any, content: bytes) -> Any:
    for number in begun.json["missing"]:
        assert put(client, begun.json["upload_id"], content, number).status_code == 204
    return finish(client, begun.json["upload_id"])


def parts_left(platform: Platform) -> list[Any]:
    return list((platform.settings.blob_dir / "parts").rglob("*"))


def test_parts_in_any_order_become_the_file(
    sign_in: SignIn, announce: Callable[..., Any], platform: Platform
) -> None:
    an, content = sign_in(AN), plain_pdf(3)
    begun = announce(an, content, title="Tờ trình mở rộng", symbol="118-TTr/VPTU")
    assert begun.status_code == 201, begun.text
    numbers = list(begun.json["missing"])
    assert numbers == list(range(1, begun.json["parts"] + 1))
    assert len(numbers) > 3
    random.Random(7).shuffle(numbers)
    for number in [*numbers[:-1], numbers[0]]:
        assert put(an, begun.json["upload_id"], content, number).status_code == 204
    early = finish(an, begun.json["upload_id"])
    assert (early.status_code, early.json["code"]) == (409, "upload.parts_missing")
    # A new process, a new page, another device: the same file goes on where it was.
    again = announce(an, content)
    assert again.json["upload_id"] == begun.json["upload_id"]
    assert again.json["missing"] == [numbers[-1]]
    assert an.get("/uploads").json["uploads"][0]["missing"] == [numbers[-1]]
    put(an, begun.json["upload_id"], content, numbers[-1])
    done = finish(an, begun.json["upload_id"])
    assert done.status_code == 201, done.text
    assert finish(an, begun.json["upload_id"]).json == done.json
    keyed = [an.post(f"/uploads/{begun.json['upload_id']}/completion", {}, request_id="một lần")
             for _ in range(2)]  # fmt: skip
    assert [answer.json for answer in keyed] == [done.json] * 2
    with platform.store.reading() as session:
        version = session.get_one(PaperVersion, UUID(done.json["version_id"]))
        assert session.scalar(select(func.count()).select_from(Paper)) == 1
    assert version.blob == hash_of(content)
    assert platform.blobs.path(version.blob).read_bytes() == content
    assert parts_left(platform) == []
    assert an.get("/uploads").json["uploads"] == []
    assert (
        an.send("DELETE", f"/uploads/{begun.json['upload_id']}").json["code"] == "upload.finished"
    )


def test_files_stand_as_they_were_given_whichever_arrives_first(
    sign_in: SignIn, announce: Callable[..., Any], shelf: Shelf, platform: Platform
) -> None:
    an = sign_in(AN)
    files = {f"{n:02}": plain_pdf(1, title=str(n)) for n in range(1, 7)}
    begun = {name: announce(an, files[name], filename=f"{name}.pdf") for name in files}
    for name in reversed(files):
        assert send_all(an, begun[name], files[name]).status_code == 201
    with platform.store.reading() as session:
        titles = session.scalars(select(Paper.title).order_by(Paper.position, Paper.id)).all()
    assert list(titles) == list(files)


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


def test_the_same_file_twice_is_noticed(sign_in: SignIn, announce: Callable[..., Any]) -> None:
    an, content = sign_in(AN), plain_pdf(1)
    assert send_all(an, announce(an, content, title="Bản một"), content).status_code == 201
    twice = announce(an, content)
    assert (twice.status_code, twice.json["code"]) == (409, "upload.same_file")
    assert "Bản một" in twice.json["detail"]
    # Without a hash it is noticed when it is whole; and who insists may.
    unhashed = announce(an, content, sha256=None)
    refused = send_all(an, unhashed, content)
    assert (refused.status_code, refused.json["code"]) == (409, "upload.same_file")
    assert finish(an, unhashed.json["upload_id"], again=True).status_code == 201
    assert announce(an, content, again=True).status_code == 201


def test_rights_are_asked_at_every_step(
    sign_in: SignIn, announce: Callable[..., Any], shelf: Shelf, platform: Platform
) -> None:
    an, binh, cuong = sign_in(AN), sign_in(BINH), sign_in(CUONG)
    content = plain_pdf(1)
    assert announce(binh, content).status_code == 403
    assert announce(cuong, content).status_code == 404
    begun = announce(an, content)
    upload_id = begun.json["upload_id"]
    for other in (binh, cuong):
        assert other.get(f"/uploads/{upload_id}").status_code == 404
        assert put(other, upload_id, content, 1).status_code == 404
        assert finish(other, upload_id).status_code == 404
        assert other.send("DELETE", f"/uploads/{upload_id}").status_code == 404
        assert other.get("/uploads").json["uploads"] == []
    for number in begun.json["missing"]:
        put(an, upload_id, content, number)
    owner, shelf.owner_id = shelf.owner_id, uuid4()
    shelf.member_ids.add(owner)
    assert put(an, upload_id, content, 1).status_code == 403
    assert finish(an, upload_id).status_code == 403
    with platform.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Paper)) == 0


def test_a_newer_version_comes_in_parts_too(
    sign_in: SignIn, shelf: Shelf, platform: Platform, announce: Callable[..., Any]
) -> None:
    an, first, second = sign_in(AN), plain_pdf(1), plain_pdf(2)
    version_id = send_all(an, announce(an, first), first).json["version_id"]
    body = {"filename": "Bản hai.pdf", "size": len(second), "sha256": hash_of(second)}
    begun = an.post(f"/papers/{version_id}/uploads", body | {"note": "Sửa điều 2"})
    done = send_all(an, begun, second)
    assert (done.status_code, done.json["number"]) == (201, 2)
    with platform.store.reading() as session:
        row = session.get_one(PaperVersion, UUID(done.json["version_id"]))
    assert (row.note, row.filename) == ("Sửa điều 2", "Bản hai.pdf")
    same = an.post(f"/papers/{version_id}/uploads", body)
    assert same.json["code"] == "upload.same_file"
    assert sign_in(BINH).post(f"/papers/{version_id}/uploads", body).status_code == 403


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


def test_two_who_finish_at_once_make_one_paper(
    sign_in: SignIn, announce: Callable[..., Any], platform: Platform, as_actor: Any
) -> None:
    an, content = sign_in(AN), plain_pdf(2)
    begun = announce(an, content)
    for number in begun.json["missing"]:
        put(an, begun.json["upload_id"], content, number)
    upload_id, receipts = UUID(begun.json["upload_id"]), []
    gate = threading.Barrier(4)

    def run() -> None:
        actor = as_actor(AN)
        gate.wait()
        receipts.append(resuming.complete(platform, actor, upload_id, again=False))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 4
    assert len({receipt.version_id for receipt in receipts}) == 1
    with platform.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Paper)) == 1
