"""createUpload, putUploadPart, finishUpload: parts in any order, after a break, by two at once."""

import random
import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from documents import resuming
from documents.models import Paper, PaperVersion
from ecabinet.platform import Platform
from tests.samples import plain_pdf
from tests.shelves import AN, BINH, CUONG, Shelf
from tests.web.documents.parts import SignIn, finish, hash_of, parts_left, put, send_all

pytestmark = pytest.mark.usefixtures("small_parts")


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
