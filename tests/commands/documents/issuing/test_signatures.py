"""Signatures: in their turn, by file, token or hand; refused ones change nothing."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from documents.commands.process import Findings, finish_version
from documents.issuing.commands.keys import RemoveKey, remove_key
from documents.issuing.commands.sign import FileScan, KeepSignature, file_scan, keep_signature
from documents.issuing.container import CONTAINER
from documents.issuing.models import SigningKey
from documents.issuing.signing import With, seal_document, sign_document
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState, SignerState
from documents.pdf.verify import Covers, holds, verify
from documents.register.models import Entry
from documents.uploading import Incoming, take_paper
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from ecabinet.core.notices import NoticeRow
from ecabinet.core.store import Store
from ecabinet.platform import Platform
from tests import keys
from tests.papers_issued import Issued, all_rows
from tests.samples import plain_pdf

AsActor = Callable[[str], Actor]

ROOTS = [keys.authority().trusted]


def text_of(issued: Issued, blob: str | None) -> str:
    assert blob
    reader = PdfReader(BytesIO(issued.platform.blobs.path(blob).read_bytes()))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_from_draft_to_both_signatures(issued: Issued, store: Store) -> None:
    document_id = issued.draft()
    assert issued.row(document_id).state == OfficialState.DRAFT
    ref = issued.issue(document_id)
    assert (ref.state, ref.symbol) == (OfficialState.ISSUING, "01-BB/TU")
    row = issued.row(document_id)
    assert row.state == OfficialState.ISSUED
    assert [(s.name, s.part) for s in row.signers] == [
        ("Phạm Thu Ký", "Người ghi biên bản"), ("Nguyễn Minh Khôi", "Chủ trì"),
    ]  # fmt: skip
    assert "Số 01-BB/TU" in text_of(issued, row.blob)
    [entry] = all_rows(store, select(Entry).where(Entry.id == row.entry_id))
    assert (entry.symbol, entry.direction, entry.signer) == (
        "01-BB/TU", "outgoing", "Nguyễn Minh Khôi",
    )  # fmt: skip
    before = issued.platform.blobs.path(row.issued_blob or "").read_bytes()
    assert issued.sign("thuky", document_id).state == OfficialState.ISSUED
    assert issued.sign("chutri", document_id).state == OfficialState.SIGNED
    row = issued.row(document_id)
    after = issued.platform.blobs.path(row.blob or "")
    assert after.read_bytes().startswith(before)
    assert hashlib.sha256(after.read_bytes()).hexdigest() == row.blob
    assert holds(verify(after, ROOTS))
    assert [s.state for s in row.signers] == [SignerState.SIGNED] * 2
    assert row.signers[0].certificate["name"] == "Phạm Thu Ký"  # type: ignore[index]
    told = all_rows(store, select(NoticeRow).where(NoticeRow.kind.startswith("official")))
    people = issued.meeting.office.people
    assert [(n.kind, n.person_id) for n in sorted(told, key=lambda n: n.id)] == [
        ("official.to_sign", people["thuky"]),
        ("official.to_sign", people["chutri"]),
        ("official.signed", people["thuky"]),
    ]
    of_document = select(AuditEntry.action).where(AuditEntry.subject_kind == "official")
    deeds = all_rows(store, of_document.order_by(AuditEntry.seq))
    steps = ("drafted", "issued", "printed", "signed", "signed")
    assert deeds == [f"official.{step}" for step in steps]
    kept = str(all_rows(store, select(AuditEntry.detail))) + str(
        all_rows(store, select(SigningKey))
    )
    assert keys.PIN not in kept


def test_the_office_signs_last(issued: Issued) -> None:
    document_id = issued.ready()
    seal = issued.key("thuky", issued.meeting.office.units["TU"])
    chief = issued.as_actor("thuky")
    with pytest.raises(Conflict, match="not_now"):
        seal_document(issued.platform, chief, document_id, With(seal, keys.PIN))
    issued.sign("thuky", document_id)
    issued.sign("chutri", document_id)
    own = With(issued.key("lanhdao"), keys.PIN)
    with pytest.raises(Denied):
        seal_document(issued.platform, issued.as_actor("lanhdao"), document_id, own)
    seal_document(issued.platform, chief, document_id, With(seal, keys.PIN))
    row = issued.row(document_id)
    found = verify(issued.platform.blobs.path(row.blob or ""), ROOTS)
    assert holds(found)
    assert [s.covers for s in found] == [Covers.REVISION, Covers.REVISION, Covers.FILE]
    assert found[2].certificate
    assert found[2].certificate.name == "Tỉnh ủy Vĩnh Phúc"
    with pytest.raises(Conflict, match="sealed"):
        seal_document(issued.platform, chief, document_id, With(seal, keys.PIN))


def test_who_signs_what_and_when(issued: Issued, platform: Platform, as_actor: AsActor) -> None:
    document_id = issued.ready()
    chair, secretary = as_actor("chutri"), as_actor("thuky")
    key, other = issued.key("chutri"), issued.key("thuky")
    before = issued.row(document_id)

    def refused(error: type[Exception], code: str, actor: Actor, used: With) -> None:
        with pytest.raises(error, match=code):
            sign_document(platform, actor, document_id, used)
        now = issued.row(document_id)
        assert (now.blob, now.revision, now.state) == (before.blob, before.revision, before.state)

    refused(Conflict, "not_your_turn", chair, With(key, keys.PIN))
    refused(Invalid, "wrong_pin", secretary, With(other, "sai"))
    refused(Invalid, "no_token", secretary, With(None, keys.PIN))
    refused(NotFound, "not_found", secretary, With(key, keys.PIN))
    refused(NotFound, "not_found", as_actor("cuong"), With(key, keys.PIN))
    refused(Denied, "denied", as_actor("lanhdao"), With(key, keys.PIN))
    seal = issued.key("thuky", issued.meeting.office.units["TU"])
    refused(Invalid, "other_name", secretary, With(seal, keys.PIN))
    with platform.store.reading() as session:
        session.get_one(SigningKey, other)
    platform.store.clock = lambda: utc_now() + timedelta(days=400)
    refused(Invalid, "expired", secretary, With(other, keys.PIN))
    platform.store.clock = utc_now
    issued.meeting.run("thuky", remove_key, RemoveKey(key_id=other))
    refused(Conflict, "key_removed", secretary, With(other, keys.PIN))
    [kept] = [k for k in all_rows(platform.store, select(SigningKey)) if k.id == other]
    assert kept.sealed == ""


def test_signing_twice_at_once_writes_one_signature(issued: Issued, platform: Platform) -> None:
    document_id, key = issued.ready(), issued.key("thuky")
    actor = issued.as_actor("thuky")

    def work(_n: int) -> str:
        try:
            return sign_document(platform, actor, document_id, With(key, keys.PIN)).state
        except Conflict as error:
            return error.code

    with ThreadPoolExecutor(3) as threads:
        answers = sorted(threads.map(work, range(3)))
    assert answers.count("issued") == 1
    assert set(answers) <= {"issued", "official.not_your_turn", "official.signed_meanwhile"}
    blob = issued.row(document_id).blob or ""
    assert len(verify(platform.blobs.path(blob))) == 1


def test_a_signed_file_counts_only_for_what_it_grew_from(issued: Issued) -> None:
    document_id = issued.ready()
    certificate = {"name": "x", "fingerprint": "y"}
    wish = KeepSignature(document_id=document_id, before="0" * 64, blob="1" * 64,
                         certificate=certificate)  # fmt: skip
    with pytest.raises(Conflict, match="signed_meanwhile"):
        issued.meeting.run("thuky", keep_signature, wish)


def test_signed_on_paper(issued: Issued, platform: Platform) -> None:
    document_id = issued.ready()
    version_id, blob = _scan(platform, issued.as_actor("thuky"), document_id)
    wish = FileScan(document_id=document_id, version_id=version_id)
    with pytest.raises(Denied):
        issued.meeting.run("lanhdao", file_scan, wish)
    other = issued.ready(OfficialKind.ATTENDANCE)
    elsewhere = FileScan(document_id=other, version_id=version_id)
    with pytest.raises(Invalid, match="other_scan"):
        issued.meeting.run("thuky", file_scan, elsewhere)
    assert issued.meeting.run("thuky", file_scan, wish).state == OfficialState.SIGNED
    row = issued.row(document_id)
    assert (row.scan_blob, row.blob) == (blob, row.issued_blob)
    assert {s.state for s in row.signers} == {SignerState.ON_PAPER}
    with pytest.raises(Conflict, match="not_now"):
        issued.sign("thuky", document_id)
    issued.sign("thuky", other)
    version_id, _blob = _scan(platform, issued.as_actor("thuky"), other)
    late = FileScan(document_id=other, version_id=version_id)
    with pytest.raises(Conflict, match="partly_signed"):
        issued.meeting.run("thuky", file_scan, late)


def _scan(platform: Platform, actor: Actor, document_id: UUID) -> tuple[UUID, str]:
    content = plain_pdf() + str(document_id).encode()
    incoming = Incoming(BytesIO(content), "ban-chup.pdf")
    version_id = take_paper(platform, actor, (CONTAINER, document_id), incoming).version_id
    findings = Findings(
        version_id=version_id, served_blob="0" * 64, served_size=1, pages=[(595, 842)], texts=[""]
    )
    platform.store.execute(SYSTEM, finish_version, findings)
    return version_id, hashlib.sha256(content).hexdigest()
