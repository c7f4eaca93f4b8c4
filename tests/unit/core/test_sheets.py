"""Tables in files, as people have them: from Excel here and there, by hand, out and in again."""

import subprocess
import sys
from datetime import UTC, date, datetime, time

import pytest

from ecabinet.core.errors import Invalid
from ecabinet.core.sheets import (
    Column,
    read_day,
    read_sheets,
    read_table,
    write_csv,
    write_xlsx,
)
from tests.workbooks import book, saved

NAME = Column("name", "Họ và tên", required=True)
COLUMNS = [NAME, Column("day", "Ngày sinh"), Column("unit", "Đơn vị", names=("Unit",))]


def cells(data: bytes, filename: str = "nguoi.csv") -> list[list[str]]:
    """The cells of each row, in the order of COLUMNS."""
    return [list(row.cells.values()) for row in read_table(data, filename, COLUMNS).rows]


def refused(data: bytes, filename: str = "nguoi.csv") -> str:
    """The code with which a file is refused; the field is always the file."""
    with pytest.raises(Invalid) as refusal:
        read_table(data, filename, COLUMNS)
    assert refusal.value.params["field"] == "file"
    return refusal.value.code


CSV = "Họ và tên,Ngày sinh,Đơn vị\r\nNguyễn Thị Hòa,02/09/1975,Huyện ủy Tam Đảo\r\n"
READ = [["Nguyễn Thị Hòa", "02/09/1975", "Huyện ủy Tam Đảo"]]


def in_1258(text: str) -> bytes:
    """Text as Excel in Vietnam writes it: letters and tone marks apart."""
    import unicodedata

    out = bytearray()
    for letter in text:
        for form in (letter, _apart(unicodedata.normalize("NFD", letter))):
            try:
                out += form.encode("cp1258")
                break
            except UnicodeEncodeError:
                continue
        else:
            raise AssertionError(letter)
    return bytes(out)


def _apart(letter: str) -> str:
    """The base with hat, breve or horn as one letter, then the tone, which 1258 keeps apart."""
    import unicodedata

    tones = [c for c in letter if c in "\u0300\u0301\u0303\u0309\u0323"]
    base = unicodedata.normalize("NFC", "".join(c for c in letter if c not in tones))
    return base + "".join(tones)


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("utf-16"),
        b"\xfe\xff" + CSV.encode("utf-16-be"),
        CSV.replace(",", ";").encode("utf-8-sig"),
        CSV.replace(",", "\t").encode("utf-16"),
        CSV.replace("\r\n", "\n").encode(),
        CSV.replace("\r\n", "\r").encode(),
        ("\r\n\r\n" + CSV + "\r\n,,\r\n").encode(),
        CSV.replace("Họ và tên", "  HO VA TEN * ").encode(),
        CSV.replace("Đơn vị", "Unit").encode(),
        in_1258(CSV),
        in_1258(CSV.replace(",", ";")),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "semicolons", "tabs in utf-16", "lf", "cr",
         "empty lines", "heading by hand", "other name", "windows-1258", "1258, semicolons"],
)  # fmt: skip
def test_every_way_a_csv_comes(data: bytes) -> None:
    assert cells(data) == READ


def test_other_encodings_are_refused_in_words() -> None:
    assert refused("氏名,生年月日\r\n阮,1975\r\n".encode("shift-jis")) == "sheet.encoding"
    assert refused(CSV.encode("utf-16-le")) == "sheet.encoding"  # Without its mark.
    assert refused(in_1258("Chức vụ,Tuổi\r\nHòa,X\r\n")) == "sheet.encoding"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet.empty"),
        (b" \r\n,,\r\n", "sheet.empty"),
        ("Họ và tên\r\n".encode(), "sheet.empty"),
        ("Đơn vị\r\nX\r\n".encode(), "sheet.missing_columns"),
        ("Họ và tên,ho va ten\r\nA,B\r\n".encode(), "sheet.column_twice"),
        ("Họ và tên\r\n\0A\r\n".encode(), "sheet.unreadable"),
        (b"\0" * 1000, "sheet.unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sheet.old_workbook"),
        (b"%PDF-1.7\n", "sheet.missing_columns"),
        (b"\x89PNG\r\n\x1a\n\0\0", "sheet.encoding"),
        (("Họ và tên" + "," * 70 + "\r\nA\r\n").encode(), "sheet.too_many_columns"),
        (("Họ và tên\r\n" + "A\r\n" * 5001).encode(), "sheet.too_many_rows"),
        (('Họ và tên\r\n"' + "a" * 200_000).encode(), "sheet.unreadable"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_the_content_decides_not_the_name() -> None:
    workbook = saved(book(["Họ và tên"], ["Hòa"]))
    assert cells(workbook, "nguoi.csv") == [["Hòa", "", ""]]
    assert cells(CSV.encode(), "nguoi.xlsx") == READ


def test_five_thousand_rows_are_taken() -> None:
    assert len(cells(("Họ và tên\r\n" + "A\r\n" * 5000).encode())) == 5000


def test_row_numbers_are_those_of_the_file() -> None:
    table = read_table("\n\nHọ và tên\n\nA\n\n\nB\n".encode(), "x.csv", COLUMNS)
    assert [(row.number, row.cells["name"]) for row in table.rows] == [(5, "A"), (8, "B")]


def test_unknown_headings_and_long_cells_are_remarks() -> None:
    table = read_table(f"Họ và tên,Ghi chú\r\n{'a' * 2001},x\r\nB,y\r\n".encode(), "x", COLUMNS)
    assert [(p.number, p.code) for p in table.problems] == [
        (1, "sheet.unknown_column"), (2, "sheet.cell_too_long")
    ]  # fmt: skip


def test_workbook_cells_become_what_a_person_would_type() -> None:
    data = saved(
        book(
            ["Họ và tên", "Ngày sinh", "Đơn vị"],
            ["Hòa", date(1975, 9, 2), 12.0],
            ["Bình", datetime(1980, 1, 2, 8, 30), 1.5],  # noqa: DTZ001 - as workbooks keep it
            [True, time(8, 5), None],
            [" Tuấn\u00a0Anh ", "'=1+1", "Hòa"],
        )
    )
    assert cells(data, "x.xlsx") == [
        ["Hòa", "02/09/1975", "12"],
        ["Bình", "02/01/1980", "1.5"],
        ["True", "08:05", ""],
        ["Tuấn\u00a0Anh", "=1+1", "Hòa"],
    ]


def test_merged_cells_give_their_words_once() -> None:
    made = book(["Họ và tên", "Đơn vị"], ["Hòa", "Tỉnh ủy"], ["Bình", "Tỉnh ủy"])
    assert made.active is not None
    made.active.merge_cells("B2:B3")
    assert [row[2] for row in cells(saved(made))] == ["Tỉnh ủy", ""]


def test_only_the_first_sheet_is_read() -> None:
    made = book(["Họ và tên"], ["Hòa"])
    made.create_sheet("Khác").append(["Họ và tên"])
    assert cells(saved(made)) == [["Hòa", "", ""]]


FORMULAS = ["=1+1", "+84", "-5", "@SUM(A1)", "\t=1", "'=1", "''", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nothing_that_is_written_computes_and_it_reads_back(kind: str) -> None:
    rows = [{"name": text, "day": date(2026, 11, 28), "unit": "Hòa"} for text in FORMULAS]
    moment = {"name": "lúc", "day": datetime(2026, 11, 28, 17, 30, tzinfo=UTC), "unit": None}
    if kind == "csv":
        data = write_csv(COLUMNS, [*rows, moment])
        assert data.startswith("\ufeff".encode())
        for line in data.decode("utf-8-sig").splitlines()[1:]:
            assert line.lstrip('"')[0] not in "=+-@\t"
    else:
        from io import BytesIO

        from openpyxl import load_workbook

        data = write_xlsx("Người", COLUMNS, [*rows, moment])
        sheet = load_workbook(BytesIO(data)).worksheets[0]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "d", "n"}
        assert sheet.freeze_panes == "A2"
    back = cells(data)
    assert [row[0] for row in back[:-1]] == FORMULAS
    assert back[0][1:] == ["28/11/2026", "Hòa"]
    assert back[-1][1].startswith("29/11/2026")  # Half past midnight, in the office.


@pytest.mark.parametrize("text", ["2/9/1975", "02-09-1975", " 02.09.1975 ", "1975-09-02"])
def test_days_as_people_write_them(text: str) -> None:
    assert read_day(text) == date(1975, 9, 2)


@pytest.mark.parametrize("text", ["", "31/02/2026", "2/9", "02/13/1975", "hôm nay", "1/1/10000"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(Invalid, match="sheet.bad_day"):
        read_day(text)


def test_workbooks_are_read_in_the_eventlet_server_too() -> None:
    """Reading waits for a child process inside a real thread of a process with green ones."""
    program = """
from ecabinet.concurrency import choose, run_blocking
choose("eventlet")
from ecabinet.core.sheets import Column, read_table, write_xlsx
columns = [Column("name", "Họ và tên", required=True)]
data = write_xlsx("x", columns, [{"name": "Hòa"}])
print(len(run_blocking(read_table, data, "x.xlsx", columns).rows))
"""
    run = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.returncode) == ("1\n", 0), done.stderr


def test_all_visible_sheets_as_they_stand() -> None:
    """Shares are percentages, a formula is the value it showed, what is hidden stays out."""
    workbook = book(["Tiến độ", "Hạn"], [], [0.455, date(2026, 3, 1)], [1, "=1+1"])
    assert workbook.active is not None
    workbook.active["A3"].number_format = workbook.active["A4"].number_format = "0.0%"
    workbook.create_sheet("Ẩn").append(["x"])
    workbook["Ẩn"].sheet_state = "hidden"
    workbook.create_sheet("Trống")
    (found,) = read_sheets(saved(workbook), "x.xlsx", ())
    assert found.lines == [
        (1, ["Tiến độ", "Hạn"]), (3, ["45.5%", "01/03/2026"]), (4, ["100%", ""]),
    ]  # fmt: skip
    (plain,) = read_sheets("Tiến độ;Hạn\n45%;1/3/2026\n".encode(), "a/b.csv", ())
    assert (plain.name, plain.lines[1]) == ("b.csv", (2, ["45%", "1/3/2026"]))
