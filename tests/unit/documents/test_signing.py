"""Signatures: written in order into a file that stays as it was, and refused with a reason."""

import random
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from documents.official.minutes import build_minutes
from documents.official.notice import build_notice
from documents.official.rules import rule_set
from documents.official.stamp_look import box_in
from documents.pdf.errors import NotSigned, PdfRejected
from documents.pdf.inside import verifying
from documents.pdf.inside.refusal import Refusal
from documents.pdf.sign import FileKey, Look, TokenKey, look_at_key, sign
from documents.pdf.verify import Covers, _facts, holds, verify
from ecabinet.cli import commands
from tests import keys, official
from tests.stamping import STAMPED_AT, timestamp_authority
from tests.tokens import make_token

SECRETARY, CHAIR, OFFICE = official.SECRETARY.name, official.CHAIR.name, "Tỉnh ủy Vĩnh Phúc"
NOW = datetime.now(UTC)
MM = 72 / 25.4


def look(number: int, name: str, *, of_office: bool = False) -> Look:
    """How the signature of `name` looks."""
    place = f"signature-{number}"
    lines = (f"Người ký: {name}", "Thời gian: 31/8/2022 16:40:05")
    field = "office" if of_office else place
    return Look(field, place, "party", lines, "Ký biên bản", "Vĩnh Phúc", name, of_office)


def key_of(name: str) -> FileKey:
    """A key file of `name`."""
    content = keys.key_file(name)
    return FileKey(content, look_at_key(content, keys.PIN, NOW).fingerprint)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Minutes: bare, signed by the secretary, then by the chair, then by the office."""
    folder = tmp_path_factory.mktemp("signed")
    paths = [folder / f"{number}.pdf" for number in range(4)]
    paths[0].write_bytes(build_minutes(official.MINUTES))
    for place, (name, number, of_office) in enumerate(
        ((SECRETARY, 1, False), (CHAIR, 2, False), (OFFICE, 2, True))
    ):
        sign(
            paths[place], paths[place + 1], key_of(name), keys.PIN,
            look(number, name, of_office=of_office), NOW,
        )  # fmt: skip
    return paths


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


def test_a_hundred_changes_of_one_byte_are_a_hundred_invalid_files(
    signed: list[Path], tmp_path: Path
) -> None:
    data, dice = signed[2].read_bytes(), random.Random(20260731)
    roots = [keys.authority().trusted]
    assert holds(verify(signed[2], roots))
    changed = tmp_path / "changed.pdf"
    for place in dice.sample(range(len(data)), 100):
        byte = data[place] ^ (1 << dice.randrange(8))
        changed.write_bytes(data[:place] + bytes([byte]) + data[place + 1 :])
        assert not _holds_inside(changed, roots), place


def test_changes_in_the_signature_itself_are_seen(signed: list[Path], tmp_path: Path) -> None:
    data, dice = signed[1].read_bytes(), random.Random(7)
    start = data.index(b"/Contents <") + len(b"/Contents <")
    length = len(data[start : data.index(b">", start)])
    used = len(data[start : start + length].rstrip(b"0"))
    changed = tmp_path / "changed.pdf"
    for place in [*dice.sample(range(used), 25), *dice.sample(range(used, length), 5)]:
        digit = data[start + place : start + place + 1]
        others = [d for d in b"0123456789abcdefABCDEF" if d != digit[0]]
        new = bytes([dice.choice(others)])
        changed.write_bytes(data[: start + place] + new + data[start + place + 1 :])
        assert not _holds_inside(changed, [keys.authority().trusted]), (place, digit, new)


def test_a_page_added_later_is_told(signed: list[Path], tmp_path: Path) -> None:
    grown = tmp_path / "grown.pdf"
    grown.write_bytes(signed[1].read_bytes() + b"\n% more\n")
    assert not holds(verify(grown, [keys.authority().trusted]))


def _holds_inside(path: Path, roots: list[bytes]) -> bool:
    """As `verify`, without a process for each of a hundred files."""
    try:
        told = verifying.run(str(path), [b64encode(root).decode() for root in roots])
    except Refusal:
        return False
    return holds([_facts(signature) for signature in told])


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


def test_nothing_is_half_signed(signed: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "target.pdf"
    key, other = key_of(SECRETARY), key_of(CHAIR)

    def refused(reason: str, key: FileKey | TokenKey, pin: str, shown: Look, **more: str) -> None:
        with pytest.raises(NotSigned) as told:
            sign(signed[0], target, key, pin, shown, NOW, **more)
        assert told.value.reason == reason
        assert not target.exists()

    refused("wrong_pin", key, "000000", look(1, SECRETARY))
    refused("other_certificate", replace(key, content=other.content), keys.PIN, look(1, CHAIR))
    refused("no_place_to_sign", key, keys.PIN, look(5, SECRETARY))
    refused("no_timestamp", key, keys.PIN, look(1, SECRETARY), tsa="http://127.0.0.1:9/")
    refused("no_token", TokenKey("/nowhere.so", None, SECRETARY), "1", look(1, SECRETARY))
    with pytest.raises(NotSigned, match="expired"):
        sign(signed[0], target, key, keys.PIN, look(1, SECRETARY), NOW + timedelta(days=400))
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(signed[0].read_bytes()[:2000])
    with pytest.raises(PdfRejected):
        sign(damaged, target, key, keys.PIN, look(1, SECRETARY), NOW)
    assert list(tmp_path.iterdir()) == [damaged]


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
