"""What somebody wrote stands on paper as it was written, and sections are told as they are set."""

from documents.official import parts
from documents.official.markup import plain
from documents.official.rich import RichLine, RichRun, set_lines
from documents.official.rules import rule_set
from documents.official.told import Told, ToldLine, told

RULES = rule_set("party")


def test_letters_bold_and_lists() -> None:
    lines = [
        RichLine(
            "paragraph", (RichRun("Ông <Hải> "), RichRun("nhất trí", bold=True), RichRun("."))
        ),
        RichLine("number", (RichRun("một"),)),
        RichLine("number", (RichRun("hai", italic=True),)),
        RichLine("bullet", (RichRun("ba", bold=True, italic=True),)),
        RichLine("number", (RichRun("bốn"),)),
    ]
    found = set_lines(lines, RULES)
    assert [(line.kind, line.cells[0]) for line in told(found)] == [
        (Told.PARAGRAPH, "Ông <Hải> nhất trí."),
        (Told.LISTED, "1. một"),
        (Told.LISTED, "2. hai"),
        (Told.LISTED, "- ba"),
        (Told.LISTED, "1. bốn"),
    ]
    faces = {piece.text: piece.fontName for part in found for piece in part.frags}  # type: ignore[attr-defined]
    assert "Bold" in faces["nhất trí"]
    assert "Italic" in faces["hai"]


def test_headings_and_tables_are_told_as_such() -> None:
    section = [
        parts.heading("3. Biểu quyết", RULES),
        parts.paragraph(plain("Kết quả:"), RULES),
        *parts.grid(("Phương án", "Số phiếu"), [("A", "12")], RULES),
    ]
    assert told(section) == (
        ToldLine(Told.HEADING, ("3. Biểu quyết",)),
        ToldLine(Told.PARAGRAPH, ("Kết quả:",)),
        ToldLine(Told.ROW, ("Phương án", "Số phiếu")),
        ToldLine(Told.ROW, ("A", "12")),
    )
