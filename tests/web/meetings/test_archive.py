"""The file of a meeting: what each may take along and nothing else, whole, for who asked alone."""

import io
import json
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from documents.commands.grant import Place, SetGrant, set_grant
from documents.grants import Level, Who
from documents.issuing.sources import OfficialKind
from ecabinet.platform import Platform
from meetings.archive.maker import ArchiveMaker
from meetings.recount import recount
from tests.gatherings import Gathering
from tests.papers_issued import Issued
from tests.web.meetings.archived import SignIn, Work, asked, path_of, taken, told


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
