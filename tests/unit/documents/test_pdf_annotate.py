"""Marks written into a PDF: where they stand, who made them, and that readers show them."""

from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents.pdf.annotate import LAYER_NAMES, write_annotations
from documents.pdf.errors import PdfRejected
from tests import samples
from tests.readers import marks_by_pdfium, marks_by_pypdf, picture
from tests.unit.documents.annotating import AUTHOR, CROP, HIGHLIGHT, INK, is_red, mark, marked

NOTE = "Đề nghị làm rõ nguồn kinh phí ở mục 3; cần thẩm định lại."

UNDERLINE = mark("underline", quads=[[72, 100, 250, 115], [72, 120, 200, 135]], text="Xem lại")
STICKY = mark("note", point=[400, 300], text=NOTE, layer="meeting")


def test_both_readers_read_the_same_marks(tmp_path: Path) -> None:
    marks = (INK, HIGHLIGHT, UNDERLINE, STICKY)
    target = marked(tmp_path, samples.plain_pdf(2), *marks)
    found = marks_by_pypdf(target)
    assert found == marks_by_pdfium(target)
    assert [m.subtype for m in found] == ["/Ink", "/Highlight", "/Underline", "/Text"]
    assert [m.name for m in found] == [m["id"] for m in marks]
    assert {m.author for m in found} == {AUTHOR}
    assert [m.contents for m in found] == ["", "Trang 1", "Xem lại", NOTE]
    assert {m.modified for m in found} == {"D:20220831070506+00'00'"}


SHAPES = {
    "/StrikeOut": mark("strikeout", quads=[[20, 30, 120, 45]]),
    "/Line": mark("arrow", ends=[[20, 100], [140, 130]], width=2, color="#1646a8"),
    "/Square": mark("rectangle", box=[20, 150, 140, 190], width=2),
    "/Circle": mark("ellipse", box=[150, 150, 280, 190], width=3),
    "/FreeText": mark("text", box=[20, 200, 200, 230], size=12.0, text=NOTE),
    "/Stamp": mark("stamp", box=[20, 250, 150, 280], stamp="agreed"),
}


def test_shapes_and_words_are_standard_annotations(tmp_path: Path) -> None:
    target = marked(tmp_path, samples.rectangle_pdf(0, CROP), *SHAPES.values())
    found = marks_by_pypdf(target)
    assert [m.subtype for m in found] == [m.subtype for m in marks_by_pdfium(target)]
    assert [m.subtype for m in found] == list(SHAPES)
    assert {m.author for m in found} == {AUTHOR}
    entries = {
        entry.get_object()["/Subtype"]: entry.get_object()
        for entry in PdfReader(target).pages[0]["/Annots"]  # type: ignore[attr-defined]
    }
    assert [int(value) for value in entries["/Line"]["/L"]] == [70, 560, 190, 530]
    assert list(entries["/Line"]["/LE"]) == ["/None", "/OpenArrow"]
    assert entries["/FreeText"]["/Contents"] == NOTE
    assert entries["/FreeText"]["/DA"].startswith("/Helv 12 Tf 0.8 0.0 0.0 rg")
    assert (entries["/Stamp"]["/Name"], entries["/Stamp"]["/Contents"]) == ("/Approved", "ĐỒNG Ý")
    assert float(entries["/Circle"]["/BS"]["/W"]) == 3


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_shapes_are_drawn_where_they_were_made(tmp_path: Path, rotation: int) -> None:
    shapes = (
        mark("strikeout", quads=[[20, 30, 120, 45]]),
        mark("line", ends=[[20, 60], [120, 60]], width=4),
        mark("rectangle", box=[20, 90, 120, 130], width=4),
        mark("ellipse", box=[150, 90, 250, 130], width=4),
    )
    seen = picture(marked(tmp_path, samples.rectangle_pdf(rotation, CROP), *shapes))
    for place in ((60, 37), (60, 60), (60, 90), (20, 110), (120, 110), (200, 90), (150, 110)):
        assert is_red(seen.getpixel(place)), place
    for place in ((60, 45), (60, 70), (60, 110), (200, 110), (152, 93)):
        assert seen.getpixel(place) == (255, 255, 255), place


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_stand_upright(tmp_path: Path, rotation: int) -> None:
    text = mark("text", box=[20, 20, 280, 40], size=12.0, text="IIIIIIIIII")
    stamp = mark("stamp", box=[20, 60, 150, 100], stamp="seen")
    seen = picture(marked(tmp_path, samples.rectangle_pdf(rotation, CROP), text, stamp))

    def reddish(box: tuple[int, int, int, int]) -> bool:
        return len(seen.crop(box).getcolors() or ()) != 1

    assert reddish((20, 22, 60, 34))
    assert not reddish((100, 20, 280, 40)), "ten narrow letters, not a page of them"
    assert not reddish((20, 40, 280, 58))
    assert reddish((40, 70, 130, 92))
    assert is_red(seen.getpixel((85, 60)))


def test_replies_name_what_they_answer(tmp_path: Path) -> None:
    words = {**mark("reply", text="Đã bổ sung", layer="meeting"), "parent": STICKY["id"]}
    settled = {**mark("reply", text="", page=1, layer="meeting"), "parent": STICKY["id"]}
    settled |= {"state": "resolved", "id": "0199a1b2-0000-7000-8000-00000000beef"}
    target = marked(tmp_path, samples.plain_pdf(1), words, STICKY, settled)
    entries = [e.get_object() for e in PdfReader(target).pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert [e["/Subtype"] for e in entries] == ["/Text"] * 3
    note, answer, state = entries
    assert "/IRT" not in note
    assert answer["/IRT"]["/NM"] == state["/IRT"]["/NM"] == STICKY["id"]
    assert (answer["/RT"], answer["/Contents"], answer["/T"]) == ("/R", "Đã bổ sung", AUTHOR)
    assert (state["/State"], state["/StateModel"]) == ("Completed", "Review")
    assert [m.contents for m in marks_by_pdfium(target)] == [NOTE, "Đã bổ sung", ""]


def test_entries_of_the_standard(tmp_path: Path) -> None:
    target = marked(tmp_path, samples.plain_pdf(1), {**INK, "opacity": 0.5}, STICKY)
    reader = PdfReader(target)
    ink, note = (entry.get_object() for entry in reader.pages[0]["/Annots"])  # type: ignore[attr-defined]
    assert [round(float(part), 2) for part in ink["/C"]] == [0.8, 0, 0]
    assert (float(ink["/CA"]), int(ink["/F"]), float(ink["/BS"]["/W"])) == (0.5, 4, 4)
    assert (ink["/Subj"], note["/Subj"]) == (LAYER_NAMES["personal"], LAYER_NAMES["meeting"])
    created = datetime.strptime(ink["/CreationDate"][2:16], "%Y%m%d%H%M%S")  # noqa: DTZ007
    assert created == datetime(2022, 8, 31, 7, 5, 6)  # noqa: DTZ001 - the string says +00'00'
    groups = reader.root_object["/OCProperties"]["/OCGs"]  # type: ignore[index]
    names = [LAYER_NAMES["personal"], LAYER_NAMES["meeting"]]
    assert [group.get_object()["/Name"] for group in groups] == names
    assert note["/OC"]["/Name"] == LAYER_NAMES["meeting"]


def test_own_annotations_of_the_file_stay(tmp_path: Path) -> None:
    target = marked(tmp_path, samples.linked_pdf(), INK)
    assert [m.subtype for m in marks_by_pypdf(target)] == ["/Link", "/Ink"]
    twice = tmp_path / "hai-lan.pdf"
    write_annotations(target, twice, [HIGHLIGHT])
    assert [m.subtype for m in marks_by_pdfium(twice)] == ["/Link", "/Ink", "/Highlight"]
    groups = PdfReader(twice).root_object["/OCProperties"]["/OCGs"]  # type: ignore[index]
    assert len(groups) == 2


def test_mark_on_a_page_that_is_not_there(tmp_path: Path) -> None:
    source = samples.saved(tmp_path, samples.plain_pdf(2))
    with pytest.raises(PdfRejected) as caught:
        write_annotations(source, tmp_path / "x.pdf", [mark("ink", page=3, strokes=[[[1, 1]]])])
    assert caught.value.params == {"page": 3, "pages": 2}


def test_many_pages_and_marks_arrive_on_their_pages(tmp_path: Path) -> None:
    marks = [
        mark("ink", page=n % 30 + 1, strokes=[[[10 + n, 20], [20 + n, 30]]]) for n in range(200)
    ]
    found = marks_by_pypdf(marked(tmp_path, samples.plain_pdf(30), *marks))
    expected = sorted((m["page"], m["id"]) for m in marks)
    assert sorted((m.page, m.name) for m in found) == expected
