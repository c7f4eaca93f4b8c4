"""The file of a meeting: what each may take along and nothing else, whole, for who asked alone."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from documents.cache import open_cache
from documents.commands.grant import Place, SetGrant, set_grant
from documents.grants import Level, Who
from documents.issuing.sources import OfficialKind
from ecabinet.core.audit import AuditEntry
from ecabinet.platform import Platform
from meetings.archive.checking import check_archive
from meetings.archive.maker import ArchiveMaker
from meetings.commands.conclusion import record_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.secret_ballot import cast_secret_ballot
from meetings.commands.session import SessionStep, close_session
from meetings.commands.vote import CloseVote, close_vote
from meetings.models import AgendaItem
from meetings.recount import recount
from tests.commands.meetings.test_secret_vote import slip
from tests.commands.meetings.test_session import record
from tests.fixtures import ApiClient, csrf_of
from tests.gatherings import VOTERS, Gathering
from tests.marks import note
from tests.papers_issued import Issued

SignIn = Callable[[str], ApiClient]
Work = Callable[[], None]


@pytest.fixture
def work(app: Any, platform: Platform) -> Work:
    """Let the worker do what is queued."""
    return lambda: platform.jobs.drain(platform.store)


@pytest.fixture
def held(platform: Platform, gathering: Gathering, sign_in: SignIn) -> Gathering:
    """A meeting that is over: papers on items 1 and 2, marks, a secret vote, a conclusion."""
    gathering.running()
    gathering.paper(0)
    version = gathering.paper(1, title="Tờ trình 23-CT/TU")
    gathering.paper(1, title="Dự toán <b>")
    member = sign_in("daibieu01")
    for text, layer in (("Chỉ của An", "personal"), ("Của cả phiên họp", "meeting")):
        marks = {"annotations": [note(text=text, layer=layer, page=1)]}
        assert member.post(f"/papers/{version}/annotations", json=marks).status_code < 300
    vote_id = gathering.open_vote(kind="secret", question="Bỏ phiếu kín?")
    for number, username in enumerate(VOTERS[:4]):
        gathering.run(username, cast_secret_ballot, slip(vote_id, number))
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    gathering.run("thuky", record_conclusion, record(gathering))
    gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id))
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    return gathering


def path_of(held: Gathering) -> str:
    return f"/meetings/{held.id}/archive"


def asked(client: ApiClient, held: Gathering, **wish: Any) -> dict[str, Any]:
    answer = client.post(path_of(held), json=wish)
    assert answer.status_code == 202, answer.text
    made: dict[str, Any] = answer.json
    return made


def taken(client: ApiClient, held: Gathering, folder: Path) -> dict[str, bytes]:
    """The files of an archive, which is whole."""
    answer = client.get(f"{path_of(held)}/file")
    assert answer.status_code == 200, answer.text
    file = folder / "archive.zip"
    file.write_bytes(answer.data)
    assert check_archive(file).faults == []
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(platform: Platform, action: str) -> list[AuditEntry]:
    with platform.store.reading() as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def test_a_member_takes_the_whole_file_of_the_meeting(
    held: Gathering, sign_in: SignIn, work: Work, platform: Platform, tmp_path: Path
) -> None:
    client = sign_in("daibieu01")
    assert client.get(path_of(held)).status_code == 404
    assert asked(client, held, layers=["personal", "meeting"], originals=True)["state"] == "wanted"
    assert client.get(f"{path_of(held)}/file").json["code"] == "archive.not_ready"
    work()
    ready = client.get(path_of(held)).json
    assert (ready["state"], ready["changed"], ready["failure"]) == ("ready", False, None)
    files = taken(client, held, tmp_path)
    assert ready["files"] == len(files) - 1
    # A member has no right to the files as they came; two papers of one name stay two.
    assert sorted(files) == sorted([
        "index.html", "manifest.json", "ket-luan/Kết luận.json",
        "van-ban/Giấy mời.pdf", "van-ban/Danh sách điểm danh.pdf", "van-ban/Biên bản.pdf",
        "tai-lieu/muc-1/To trinh.pdf", "tai-lieu/muc-2/To trinh.pdf",
        "tai-lieu/muc-2/To trinh - có ghi chú.pdf", "tai-lieu/muc-2/To trinh (2).pdf",
        "bieu-quyet/muc-2/Kết quả biểu quyết - Bỏ phiếu kín.pdf",
        "bieu-quyet/muc-2/Kiểm phiếu - Bỏ phiếu kín.json",
    ])  # fmt: skip
    counted = recount(files["bieu-quyet/muc-2/Kiểm phiếu - Bỏ phiếu kín.json"])
    assert counted.faults == ()
    assert counted.file is not None
    assert all(ballot.voter is None for ballot in counted.file.record.ballots)
    marked = PdfReader(io.BytesIO(files["tai-lieu/muc-2/To trinh - có ghi chú.pdf"]))
    notes = [a.get_object().get("/Contents") for a in marked.pages[0].get("/Annots", [])]
    assert {"Chỉ của An", "Của cả phiên họp"} <= set(notes)
    page = files["index.html"].decode()
    for words in ("Tờ trình 23-CT/TU", "Hoàn thiện quy chế", "Bỏ phiếu kín?", "Trần Văn An"):
        assert words in page
    assert "Dự toán &lt;b&gt;" in page
    assert "<script" not in page
    assert "http://" not in page
    assert 'href="tai-lieu/muc-2/To%20trinh.pdf"' in page
    conclusion = json.loads(files["ket-luan/Kết luận.json"])[0]
    assert conclusion["text"] == "Hoàn thiện quy chế"
    manifest = json.loads(files["manifest.json"])
    assert manifest["made_for"] == "Trần Văn An"
    (made,), (out,) = told(platform, "archive.made"), told(platform, "archive.downloaded")
    assert made.detail["sha256"] == out.detail["sha256"] == ready["sha256"]


def test_the_same_archive_made_again_has_the_same_bytes(
    held: Gathering, sign_in: SignIn, work: Work, platform: Platform
) -> None:
    client, now = sign_in("daibieu01"), platform.store.clock()
    platform.store.clock = lambda: now
    made = []
    for _ in range(2):
        asked(client, held, layers=["meeting"])
        work()
        made.append(client.get(path_of(held)).json["sha256"])
    assert made[0] == made[1] != ""


def test_each_gets_what_they_may_have_and_nobody_anothers(
    held: Gathering, sign_in: SignIn, work: Work, tmp_path: Path
) -> None:
    secretary, guest, stranger = sign_in("thuky"), sign_in("khach01"), sign_in("cuong")
    asked(secretary, held, originals=True, layers=["personal", "unit", "meeting"])
    asked(guest, held)
    assert stranger.post(path_of(held), json={}).status_code == 404
    assert stranger.get(path_of(held)).status_code == 404
    work()
    files = taken(secretary, held, tmp_path)
    assert "tai-lieu/muc-2/To trinh - tệp gốc.pdf" in files
    assert not any(b"Ch\xe1\xbb\x89 c\xe1\xbb\xa7a An" in content for content in files.values())
    # The guest of item 2: its papers, their own letter; no votes, conclusions, minutes.
    own = taken(guest, held, tmp_path)
    assert sorted(own) == [
        "index.html", "manifest.json",
        "tai-lieu/muc-2/To trinh (2).pdf", "tai-lieu/muc-2/To trinh.pdf", "van-ban/Giấy mời.pdf",
    ]  # fmt: skip
    page = own["index.html"].decode()
    assert "Hoàn thiện quy chế" not in page
    assert "Công tác chuyển đổi số" not in page
    assert sign_in("daibieu02").get(f"{path_of(held)}/file").status_code == 404


def test_papers_bear_the_name_of_who_takes_them(
    held: Gathering, sign_in: SignIn, work: Work, platform: Platform, tmp_path: Path
) -> None:
    usual = platform.settings
    platform.settings = replace(usual, watermark="all")
    platform.jobs.register("meetings.make_archive", ArchiveMaker(
        platform.settings, Path("templates")
    ).make)  # fmt: skip
    for username, stamped in (("daibieu02", True), ("thuky", False)):
        client = sign_in(username)
        asked(client, held)
        work()
        paper = taken(client, held, tmp_path)["tai-lieu/muc-1/To trinh.pdf"]
        words = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
        assert ("Lê Thị Bình · Tỉnh ủy Vĩnh Phúc · " in words) is stamped
    platform.settings = usual


def test_what_may_not_be_taken_along_any_more_is_given_to_nobody(
    held: Gathering, sign_in: SignIn, work: Work, tmp_path: Path
) -> None:
    client = sign_in("daibieu01")
    asked(client, held)
    work()
    place = Place(kind="paper", id=held.seen_by("thuky").agenda[1].papers[0].id)
    held.run("thuky", set_grant, SetGrant(place=place, who=Who.ALL, level=Level.VIEW))
    assert client.get(path_of(held)).json["changed"] is True
    assert client.get(f"{path_of(held)}/file").json["code"] == "archive.changed"
    asked(client, held)
    work()
    files = taken(client, held, tmp_path)
    assert "tai-lieu/muc-2/To trinh (2).pdf" not in files
    assert "Chỉ được đọc trên hệ thống" in files["index.html"].decode()


def test_issued_and_signed_documents_stand_instead_of_drafts(
    held: Gathering, sign_in: SignIn, work: Work, platform: Platform, tmp_path: Path
) -> None:
    issued = Issued(platform, held)
    document_id = issued.ready(OfficialKind.NOTICE)
    client = sign_in("daibieu01")
    asked(client, held)
    work()
    files = taken(client, held, tmp_path)
    row = issued.row(document_id)
    name = f"van-ban/Thông báo kết luận {row.symbol}.pdf".replace("-TB/", "-TB-")
    assert row.blob is not None
    assert files[name] == platform.blobs.path(row.blob).read_bytes()
    assert row.symbol in files["index.html"].decode()


def test_a_failure_is_told_and_may_be_tried_again(
    held: Gathering, sign_in: SignIn, work: Work, platform: Platform, browser_sign_in: Any
) -> None:
    client, browser = sign_in("daibieu01"), browser_sign_in("daibieu01")
    asked(client, held)
    lost = platform.blobs.path
    platform.blobs.path = lambda sha256: Path("/nowhere") / sha256  # type: ignore[method-assign]
    work()
    platform.blobs.path = lost  # type: ignore[method-assign]
    failed = client.get(path_of(held)).json
    assert (failed["state"], failed["failure"]["code"]) == ("failed", "archive.failed")
    page = browser.get(path_of(held)).text
    assert "Không lập được hồ sơ" in page
    form = {"csrf_token": csrf_of(page), "layers": "meeting"}
    assert browser.post(path_of(held), data=form).status_code == 303
    assert 'data-module="archive-wait"' in browser.get(path_of(held)).text
    work()
    assert "Tải hồ sơ (ZIP)" in browser.get(path_of(held)).text
    assert browser.post(path_of(held), data=form | {"layers": "x"}).status_code == 422


def test_too_large_is_said_before_and_after(
    held: Gathering, sign_in: SignIn, work: Work, platform: Platform
) -> None:
    usual, client = platform.settings, sign_in("daibieu01")
    platform.settings = replace(usual, archive_limit=100)
    refused = client.post(path_of(held), json={})
    assert (refused.status_code, refused.json["code"]) == (409, "archive.too_large")
    platform.settings = usual
    asked(client, held)
    small = ArchiveMaker(replace(usual, archive_limit=6_000), Path("templates"))
    platform.jobs.register("meetings.make_archive", small.make)
    work()
    failed = client.get(path_of(held)).json
    assert failed["failure"]["code"] == "archive.too_large"
    assert list((open_cache(usual).root / "archives").glob("*")) == []


def test_it_is_made_once_and_forgotten_with_its_file(
    held: Gathering, sign_in: SignIn, work: Work, platform: Platform
) -> None:
    client, store = sign_in("daibieu01"), platform.store
    asked(client, held)
    asked(client, held)
    assert len(told(platform, "archive.asked")) == 1
    platform.jobs.huey.flush()
    now = store.clock
    store.clock = lambda: now() + timedelta(minutes=5)
    maker = ArchiveMaker(platform.settings, Path("templates"))
    maker.sweep(store)
    work()
    assert client.get(path_of(held)).json["state"] == "ready"
    folder = open_cache(platform.settings).root / "archives"
    assert len(list(folder.glob("*.zip"))) == 1
    store.clock = lambda: now() + timedelta(days=8)
    ArchiveMaker(platform.settings, Path("templates")).sweep(store)
    store.clock = now
    assert list(folder.glob("*")) == []
    assert client.get(path_of(held)).status_code == 404


def test_not_before_the_end_and_never_what_is_secret(
    gathering: Gathering, sign_in: SignIn, work: Work, platform: Platform, tmp_path: Path
) -> None:
    gathering.running()
    client = sign_in("daibieu01")
    early = client.post(f"/meetings/{gathering.id}/archive", json={})
    assert (early.status_code, early.json["code"]) == (409, "archive.not_over")
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    hidden: UUID = gathering.items[2]

    with platform.store.engine.begin() as connection:
        table: Any = AgendaItem.__table__
        connection.execute(table.update().where(table.c.id == hidden).values(secrecy=2))
    asked(client, gathering)
    work()
    files = taken(client, gathering, tmp_path)
    assert "Công tác cán bộ" not in files["index.html"].decode()
    minutes = PdfReader(io.BytesIO(files["van-ban/Biên bản.pdf"]))
    assert "Công tác cán bộ" not in "".join(page.extract_text() for page in minutes.pages)
