"""Workbooks made to hurt: each is refused in words, and none costs the server memory or time."""

import io
import resource
import time
import zipfile
from contextlib import suppress

import pytest

from ecabinet.core import sheets_apart
from ecabinet.core.apart import Limits
from ecabinet.core.errors import Invalid
from ecabinet.core.sheets import Column, read_sheets, read_table
from tests.workbooks import HEAD, NS, SHEET, book, saved, sheet, with_parts

COLUMNS = [Column("name", "Họ và tên", required=True)]
PLAIN = saved(book(["Họ và tên"], ["Hòa"]))
SECONDS = 4
SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less time than outside, so that the tests are quick."""
    monkeypatch.setattr(sheets_apart, "LIMITS", Limits(SECONDS, 512, 256))


def code(data: bytes) -> str:
    """The code with which a file is refused, quickly and without memory of ours."""
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(Invalid) as refusal:
        read_table(data, "x.xlsx", COLUMNS)
    assert time.monotonic() - began < SECONDS + 6
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 << 10  # KiB
    return refusal.value.code


def part(name: str, content: bytes) -> bytes:
    """An ordinary workbook with one part replaced."""
    return with_parts(PLAIN, {name: content})


def test_a_zip_bomb_is_not_unpacked() -> None:
    assert code(part(SHEET, sheet(" " * (60 << 20)))) == "sheet.unpacks_too_large"
    nested = part("xl/media/x.bin", b"\0" * (300 << 20))
    assert len(nested) < 1 << 20
    assert code(nested) == "sheet.unpacks_too_large"
    assert code(with_parts(PLAIN, {f"xl/x{n}": b"" for n in range(600)})) == (
        "sheet.unpacks_too_large"
    )


def test_a_part_that_lies_about_its_size_is_no_way_around() -> None:
    data = bytearray(part(SHEET, sheet("<row/>" * 3_000_000)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = archive.getinfo(SHEET).file_size
    told = (1000).to_bytes(4, "little")
    assert data.count(true.to_bytes(4, "little")) >= 2  # Local header and directory.
    data = bytearray(bytes(data).replace(true.to_bytes(4, "little"), told))
    assert code(bytes(data)) in ("sheet.unreadable", "sheet.unpacks_too_large")


DTD = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)


@pytest.mark.parametrize("declaration", [DTD, LAUGHS], ids=["entity of a file", "many laughs"])
@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_is_parsed(
    declaration: str, name: str, encoding: str
) -> None:
    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>&e;</t></is></c></row>'
    text = declaration + f"<worksheet {NS}><sheetData>{HEAD}{row}</sheetData></worksheet>"
    assert code(part(name, text.encode(encoding))) == "sheet.unreadable"


def test_a_declaration_far_down_gives_no_file_away() -> None:
    text = " " * 5000 + DTD + f"<worksheet {NS}><sheetData>{HEAD}</sheetData></worksheet>"
    assert code(part(SHEET, text.encode())) in ("sheet.unreadable", "sheet.empty")


def test_formulas_give_their_last_value_and_never_run() -> None:
    row = '<row r="2"><c r="A2"><f>WEBSERVICE("http://x/")</f><v>12</v></c></row>'
    table = read_table(part(SHEET, sheet(row)), "x.xlsx", COLUMNS)
    assert table.rows[0].cells == {"name": "12"}
    fresh = book(["Họ và tên"], ['=CMD|"/c calc"!A1'])
    assert code(saved(fresh)) == "sheet.empty"  # Never computed: no value.


def test_a_million_rows() -> None:
    cell = '<row><c t="inlineStr"><is><t>A</t></is></c></row>'
    assert code(part(SHEET, sheet(cell * 900_000))) in ("sheet.too_many_rows", "sheet.too_costly")
    last = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Cuối</t></is></c></row>'
    table = read_table(part(SHEET, sheet(last)), "x.xlsx", COLUMNS)
    assert [(row.number, row.cells["name"]) for row in table.rows] == [(1_048_576, "Cuối")]
    beyond = '<row r="1000000000000"><c r="A1000000000000"><v>1</v></c></row>'
    assert code(part(SHEET, sheet(beyond))) in ("sheet.unreadable", "sheet.too_costly")


def test_columns_without_end() -> None:
    far = '<row r="2"><c r="XFD2"><v>1</v></c></row>'
    assert code(part(SHEET, sheet(far))) == "sheet.too_many_columns"
    assert code(part(SHEET, sheet('<row r="2"><c r="ZZZZZZ2"><v>1</v></c></row>'))) == (
        "sheet.unreadable"
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (SHEET, sheet("<row/>" * 5_000_000)),
        (SHEET, sheet("<a>" * 2_000_000 + "</a>" * 2_000_000)),
        ("xl/styles.xml", f"<styleSheet {NS}><cellXfs>{'<xf/>' * 4_000_000}</cellXfs></styleSheet>"
         .encode()),
    ],
    ids=["five million empty rows", "two million levels", "four million styles"],
)  # fmt: skip
def test_what_would_cost_minutes_or_gigabytes_is_cut_off(name: str, content: bytes) -> None:
    assert code(part(name, content)) in ("sheet.too_costly", "sheet.unreadable", "sheet.empty")


@pytest.mark.parametrize("seed", range(12))
def test_damaged_workbooks_are_refused_or_read_never_worse(seed: int) -> None:
    import random

    rng = random.Random(seed)
    data = bytearray(PLAIN)
    for _ in range(rng.randint(1, 40)):
        data[rng.randrange(4, len(data))] = rng.randrange(256)
    with suppress(Invalid):  # Any other exception fails the test.
        assert read_table(bytes(data), "x.xlsx", COLUMNS).rows


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_missing_and_senseless_parts(name: str) -> None:
    for content in (b"", b"<", b"\0\0\0", b"<x/>", "họ".encode()):
        assert code(part(name, content)) in ("sheet.unreadable", "sheet.empty")


def test_shared_words_do_not_unpack_to_gigabytes_of_sheets() -> None:
    """One string of 2,000 letters in a hundred thousand cells."""
    row = "<row>" + '<c t="s"><v>0</v></c>' * 60 + "</row>"
    words = f"<sst {NS}><si><t>{'a' * 2_000}</t></si></sst>".encode()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        types = archive.read("[Content_Types].xml").replace(b"</Types>", SHARED + b"</Types>")
    parts = {SHEET: sheet(row * 1_700), "xl/sharedStrings.xml": words, "[Content_Types].xml": types}
    data = with_parts(PLAIN, parts)
    assert len(data) < 100_000
    with pytest.raises(Invalid) as refusal:
        read_sheets(data, "x.xlsx", COLUMNS)
    assert refusal.value.code in ("sheet.too_long", "sheet.too_costly")


def test_a_workbook_with_a_password_is_refused_in_words() -> None:
    """Such a file is an old container round the new format."""
    with pytest.raises(Invalid, match=r"sheet\.old_workbook"):
        read_sheets(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1EncryptedPackage", "x.xlsx", COLUMNS)
