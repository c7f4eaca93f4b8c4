"""What changes a signed file: bytes, the signature itself, pages added later."""

import random
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from documents.pdf.errors import NotSigned, PdfRejected
from documents.pdf.inside import verifying
from documents.pdf.inside.refusal import Refusal
from documents.pdf.sign import FileKey, Look, TokenKey, sign
from documents.pdf.verify import _facts, holds, verify
from tests import keys
from tests.unit.documents.signing import CHAIR, NOW, SECRETARY, key_of, look


def test_a_hundred_changes_of_one_byte_are_a_hundred_invalid_files(
    signed: list[Path], tmp_path: Path
) -> None:
    data, dice = signed[2].read_bytes(), random.Random(20260731)
    roots = [keys.authority().trusted]
    assert holds(verify(signed[2], roots))
    assert _holds_inside(signed[2], roots)
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
    assert _holds_inside(signed[1], [keys.authority().trusted])
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
    """As `verify`, without a process for each of a hundred files.

    In a thread of its own: in this one the browser of other tests may keep a loop running, under
    which the library can start none, and a file that could not be looked into is no invalid one.
    """
    with ThreadPoolExecutor(1) as apart:
        asked = apart.submit(verifying.run, str(path), [b64encode(r).decode() for r in roots])
        try:
            told = asked.result()
        except Refusal:
            return False
    return holds([_facts(signature) for signature in told])


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
