"""Signatures: written in order into a file that stays as it was, and refused with a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from documents.official.notice import build_notice
from documents.official.rules import rule_set
from documents.official.stamp_look import box_in
from documents.pdf.errors import NotSigned, PdfRejected
from documents.pdf.sign import TokenKey, look_at_key, sign
from documents.pdf.verify import Covers, holds, verify
from ecabinet.cli import commands
from tests import keys, official
from tests.stamping import STAMPED_AT, timestamp_authority
from tests.tokens import make_token
from tests.unit.documents.signing import CHAIR, NOW, OFFICE, SECRETARY, key_of, look

MM = 72 / 25.4


def test_who_signed_when_and_that_it_holds(signed: list[Path]) -> None:
    found = verify(signed[3], [keys.authority().trusted])
    assert [s.certificate and s.certificate.name for s in found] == [SECRETARY, CHAIR, OFFICE]
    assert [s.covers for s in found] == [Covers.REVISION, Covers.REVISION, Covers.FILE]
    assert all(s.holds and not s.changed and not s.problem for s in found)
    now = datetime.now(UTC)
    assert all(s.signed_at and abs(s.signed_at - now) < timedelta(minutes=10) for s in found)
    assert holds(found)
    assert {s.reason for s in found} == {"Ký biên bản"}


def test_without_a_known_root_it_is_whole_but_not_trusted(signed: list[Path]) -> None:
    found = verify(signed[1])
    assert [(s.whole, s.trusted, s.holds) for s in found] == [(True, False, False)]
    assert not holds(found)


def test_each_signature_leaves_what_stood_before(signed: list[Path]) -> None:
    contents = [path.read_bytes() for path in signed]
    for before, after in pairwise(contents):
        assert after.startswith(before)
        assert len(after) > len(before)


def test_stamps_stand_where_the_rule_set_says(signed: list[Path]) -> None:
    page = PdfReader(signed[3]).pages[1]
    boxes = {
        str(note.get_object()["/T"]): [float(v) for v in note.get_object()["/Rect"]]
        for note in page["/Annots"]  # type: ignore[attr-defined]
    }
    rules = rule_set("party")
    half = rules.page.text_width / 2
    for name, middle in (("signature-1", 30 + half / 2), ("signature-2", 30 + half * 1.5)):
        left, bottom, right, top = boxes[name]
        assert (left + right) / 2 == pytest.approx(middle * MM, abs=1)
        assert right - left == pytest.approx(rules.stamp.width * MM, abs=1)
        assert top - bottom == pytest.approx(rules.stamp.height * MM, abs=1)
    person, office = boxes["signature-2"], boxes["office"]
    assert (office[2] - person[0]) / (person[2] - person[0]) == pytest.approx(1 / 3, abs=0.02)
    assert office[0] < person[0]


def test_a_narrow_room_keeps_the_stamp_inside() -> None:
    left, bottom, right, top = box_in((0, 0, 50, 20), rule_set("state").stamp, of_office=False)
    assert (left, bottom, right, top) == (0, 0, 50, 20)


@pytest.mark.parametrize(
    ("reason", "make", "pin"),
    [
        ("wrong_pin", lambda: keys.key_file(SECRETARY), "sai"),
        ("wrong_pin", lambda: keys.key_file(SECRETARY), ""),
        ("no_key_file", lambda: b"%PDF-1.7 no key", keys.PIN),
        ("no_key_file", lambda: b"", keys.PIN),
        ("expired", lambda: keys.key_file(SECRETARY, ends=-timedelta(days=1)), keys.PIN),
        ("not_yet_valid", lambda: keys.key_file(SECRETARY, starts=timedelta(days=1)), keys.PIN),
        ("not_for_signatures", lambda: keys.key_file(SECRETARY, signs=False), keys.PIN),
        ("weak_key", lambda: keys.key_file(SECRETARY, bits=1024), keys.PIN),
        ("no_key", lambda: keys.empty_file(), keys.PIN),
    ],
)
def test_unfit_keys_are_refused(reason: str, make: Callable[[], bytes], pin: str) -> None:
    with pytest.raises(NotSigned) as refused:
        look_at_key(make(), pin, NOW)
    assert refused.value.reason == reason


def test_a_timestamp_proves_the_moment(tmp_path: Path) -> None:
    source, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(build_notice(official.NOTICE))
    with timestamp_authority() as address:
        sign(source, target, key_of(CHAIR), keys.PIN, look(1, CHAIR), NOW, address)
    [found] = verify(target, [keys.authority().trusted])
    assert (found.stamped_at, found.stamp_trusted, found.holds) == (STAMPED_AT, True, True)


def test_a_key_on_a_token_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token = make_token(tmp_path, CHAIR, monkeypatch)
    source, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(build_notice(official.NOTICE))
    key = TokenKey(token.module, token.label, CHAIR.upper())
    for pin, key_, reason in (
        ("000000", key, "wrong_pin"),
        (token.pin, replace(key, name=SECRETARY), "other_name"),
        (token.pin, replace(key, label="Không có"), "no_token"),
    ):
        with pytest.raises(NotSigned) as refused:
            sign(source, target, key_, pin, look(1, CHAIR), NOW)
        assert refused.value.reason == reason
    sign(source, target, key, token.pin, look(1, CHAIR), NOW)
    [found] = verify(target, [keys.authority().trusted])
    assert found.holds
    assert found.certificate is not None
    assert found.certificate.name == CHAIR


def test_files_without_signatures_or_no_pdf_at_all(signed: list[Path], tmp_path: Path) -> None:
    assert verify(signed[0]) == []
    assert not holds([])
    for content, reason in ((b"hello", "not_pdf"), (b"%PDF-1.7\nnothing", "truncated")):
        path = tmp_path / "x.pdf"
        path.write_bytes(content)
        with pytest.raises(PdfRejected) as refused:
            verify(path)
        assert refused.value.reason == reason


def test_the_command_says_it_in_words(
    signed: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots, changed, other = tmp_path / "roots.pem", tmp_path / "changed.pdf", tmp_path / "no.txt"
    roots.write_bytes(keys.authority().trusted)
    other.write_text("no PDF")
    data = signed[2].read_bytes()
    changed.write_bytes(data.replace(b"/Author", b"/Buthor", 1))

    def said(path: Path) -> tuple[int, str]:
        result = CliRunner().invoke(commands, ["verify-signature", str(path)])
        return result.exit_code, result.output

    code, words = said(signed[2])
    assert code == 1
    assert "not every signer is trusted" in words
    monkeypatch.setenv("ECABINET_SIGNATURE_ROOTS", str(roots))
    code, words = said(signed[2])
    assert code == 0
    assert f"signature-1: {SECRETARY} (issued by Issuing CA), {NOW:%Y-%m-%d}" in words
    assert "the file is as it was signed" in words
    for path, expected in (
        (changed, "NOT as it was signed"),
        (signed[0], "no signature in this file"),
        (other, "cannot be read as a PDF (not_pdf)"),
    ):
        code, words = said(path)
        assert code == 1
        assert expected in words
