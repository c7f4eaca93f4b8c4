"""Annotations taken out of a PDF: each kind, what stays in the file, hostile values, round trip."""

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from documents.finding import words_pattern
from documents.pdf.annotate import write_annotations
from documents.pdf.questions import places_of
from documents.pdf.sanitise import sanitise
from documents.pdf.take import take_annotations
from tests import samples
from tests.annotated import HUGE, INK, RECT, Entries, annotated, thread
from tests.unit.documents.annotating import AUTHOR, CROP, mark


def taken(folder: Path, content: bytes, **options: Any) -> tuple[list[Any], list[str]]:
    """The marks, and the kinds of annotations that stay in the file."""
    source, target = samples.saved(folder, content), folder / "bare.pdf"
    marks = take_annotations(source, target, **options)
    left = PdfReader(target if marks else source).pages[0].get("/Annots") or []
    return list(marks), [str(each.get_object()["/Subtype"]) for each in left]


def test_a_stroke_of_another_program(tmp_path: Path) -> None:
    (found,), left = taken(tmp_path, annotated(INK))
    assert left == []
    assert found["kind"] == "ink"
    assert (found["color"], found["width"], found["page"]) == ("#ff0000", 3.0, 1)
    assert found["strokes"] == [[[100, 141.89], [150, 121.89], [200, 101.89]]]
    assert (found["author"], found["modified"]) == ("Hoàng Văn Thụ", "2022-08-31T07:05:06+00:00")


SHAPES: dict[str, tuple[Entries, Entries]] = {
    "square": (
        {"/Subtype": "/Square", "/Rect": RECT, "/BS": {"/W": 2}},
        {"kind": "rectangle", "box": [101, 102.89, 199, 140.89], "width": 2.0},
    ),
    "circle": (
        {"/Subtype": "/Circle", "/Rect": RECT, "/Border": [0, 0, 4], "/C": [0.5]},
        {"kind": "ellipse", "box": [102, 103.89, 198, 139.89], "color": "#808080"},
    ),
    "arrow drawn backwards": (
        {"/Subtype": "/Line", "/Rect": RECT, "/L": [100, 700, 200, 740],
         "/LE": ["/ClosedArrow", "/None"]},
        {"kind": "arrow", "ends": [[200, 101.89], [100, 141.89]], "width": 1.0},
    ),
    "words": (
        {"/Subtype": "/FreeText", "/Rect": RECT, "/Contents": "Cần sửa\rngay",
         "/DA": "/Helv 14 Tf 0 0 1 rg"},
        {"kind": "text", "text": "Cần sửa\nngay", "size": 14.0, "color": "#0000ff"},
    ),
    "stamp": (
        {"/Subtype": "/Stamp", "/Rect": RECT, "/Name": "/Approved", "/Contents": "Approved"},
        {"kind": "stamp", "stamp": "agreed", "text": ""},
    ),
    "marker without quads": (
        {"/Subtype": "/Highlight", "/Rect": RECT, "/C": [0, 0, 1, 0], "/CA": 0.4,
         "/Contents": "Hỏi"},
        {"kind": "highlight", "color": "#ffff00", "opacity": 0.4, "text": "Hỏi"},
    ),
    "note": (
        {"/Subtype": "/Text", "/Rect": RECT, "/Contents": "Vì sao?"},
        {"kind": "note", "point": [100, 101.89], "text": "Vì sao?", "author": ""},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_each_kind_becomes_a_mark(tmp_path: Path, name: str) -> None:
    entry, wanted = SHAPES[name]
    (found,), left = taken(tmp_path, annotated(entry))
    assert {key: found[key] for key in wanted} == wanted
    assert left == []


STAYS: dict[str, Entries] = {
    "filled": {"/Subtype": "/Square", "/Rect": RECT, "/IC": [1, 1, 0]},
    "stamp of its own": {"/Subtype": "/Stamp", "/Rect": RECT, "/Name": "/TuyetMat"},
    "call-out": {"/Subtype": "/FreeText", "/Rect": RECT, "/Contents": "x",
                 "/IT": "/FreeTextCallout"},
    "hidden": {**INK, "/F": 2},
    "polygon": {"/Subtype": "/Polygon", "/Rect": RECT, "/Vertices": [1, 2, 3, 4, 5, 6]},
    "link": {"/Subtype": "/Link", "/Rect": RECT},
    "beside the page": {**INK, "/InkList": [[100, 700, 9000, 720]]},
    "endless": {**INK, "/InkList": [[100, 700, 150, HUGE]]},
    "endless, with a point": {**INK, "/InkList": [[HUGE, 700, 150, 720]]},
    "words for numbers": {**INK, "/InkList": [["a", "b"]]},
    "no list": {**INK, "/InkList": 7},
    "no strokes": {**INK, "/InkList": []},
    "too many points": {**INK, "/InkList": [[100, 700] * 10_001]},
    "too many quads": {"/Subtype": "/Underline", "/Rect": RECT, "/QuadPoints": [100, 700] * 2_004},
    "odd quads": {"/Subtype": "/Underline", "/Rect": RECT, "/QuadPoints": [100, 700, 200]},
    "no place": {"/Subtype": "/Text", "/Contents": "x"},
    "no words": {"/Subtype": "/FreeText", "/Rect": RECT},
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS)
def test_what_a_mark_cannot_say_stays_in_the_file(tmp_path: Path, name: str) -> None:
    found, left = taken(tmp_path, annotated(STAYS[name], INK))
    assert [each["kind"] for each in found] == ["ink"]
    assert left == [STAYS[name]["/Subtype"]]


def test_hostile_words_and_looks(tmp_path: Path) -> None:
    entry = {
        **INK, "/Contents": "á\x00b\x07" + "x" * 1_000_000, "/T": "A\n" + "B" * 5000,
        "/C": [9.0, -3.0, 0.5], "/CA": -1.0, "/M": "D:99999999999999", "/CreationDate": 12,
        "/BS": {"/W": 1e6}, "/F": 1 << 40,
    }  # fmt: skip
    (found,), _ = taken(tmp_path, annotated(entry))
    assert found["text"].startswith("ábx")
    assert len(found["text"]) == 5000
    assert found["text"].endswith("…")
    assert (len(found["author"]), "\n" in found["author"]) == (120, False)
    assert (found["color"], found["opacity"], found["width"]) == ("#ff0080", 0.05, 60.0)
    assert (found["created"], found["modified"]) == (None, None)


def test_half_a_letter_is_left_out(tmp_path: Path) -> None:
    (found,), _ = taken(tmp_path, annotated({**INK, "/Contents": "HALF OF A LETTER"}))
    assert found["text"] == "áb"


def test_scripts_do_not_come_along(tmp_path: Path) -> None:
    script = {"/S": "/JavaScript", "/JS": "app.alert(1)"}
    content = annotated({**INK, "/A": script, "/AA": {"/E": script}}, STAYS["filled"])
    sanitise(samples.saved(tmp_path, content), tmp_path / "clean.pdf")
    marks = take_annotations(tmp_path / "clean.pdf", tmp_path / "bare.pdf")
    assert [each["kind"] for each in marks] == ["ink"]
    assert b"JavaScript" not in (tmp_path / "bare.pdf").read_bytes()
    assert "app.alert" not in repr(marks)


def test_one_file_brings_only_so_many(tmp_path: Path) -> None:
    found, left = taken(tmp_path, annotated(*[INK] * 12), at_most=5)
    assert (len(found), len(left)) == (5, 7)


def test_threads_with_answers_to_answers_and_a_settled_matter(tmp_path: Path) -> None:
    state = {"/State": "Accepted", "/StateModel": "Review", "/Contents": "Đồng ý", "/F": 30}
    other = {"/State": "Marked", "/StateModel": "Marked"}
    found, left = taken(tmp_path, thread([(0, {"/Contents": "A"}), (1, state), (0, other)]))
    told = [(each["kind"], each.get("parent"), each.get("state"), each["text"]) for each in found]
    assert told == [
        ("note", None, None, "Hỏi"),
        ("reply", 0, None, "A"),
        ("reply", 0, "resolved", "Đồng ý"),
    ]
    assert left == ["/Text"]  # Ticked off by one reader for himself; the pop-up went with its note.


def test_answers_that_turn_in_a_circle_stay(tmp_path: Path) -> None:
    found, left = taken(tmp_path, thread([(2, {}), (1, {})]))
    assert [each["kind"] for each in found] == ["note"]
    assert left == ["/Text", "/Text"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_our_own_export_comes_back_as_it_was(tmp_path: Path, rotation: int) -> None:
    shapes = [
        mark(
            "ink", strokes=[[[10, 20], [110.5, 20]], [[10, 40], [110, 60]]], width=4.0, text="Nét"
        ),
        mark("underline", quads=[[72, 100, 250, 115], [72, 120, 200, 135]], text="Xem lại"),
        mark("strikeout", quads=[[20, 30, 120, 45]], opacity=0.5),
        mark("note", point=[200, 200], text="Dòng một\nDòng hai"),
        mark("line", ends=[[20, 100], [140, 130]], width=2.5, color="#1646a8"),
        mark("arrow", ends=[[20, 120], [140, 150]], width=2),
        mark("rectangle", box=[20, 150, 140, 190], width=2.5),
        mark("ellipse", box=[150, 150, 280, 190], width=3),
        mark("text", box=[20, 200, 200, 230], size=13.0, text="Đề nghị làm rõ", color="#1646a8"),
        mark("stamp", box=[20, 250, 150, 280], stamp="revise"),
    ]
    answer = mark("reply", parent=shapes[3]["id"], text="Đã rõ", state="resolved")
    source, target = (
        samples.saved(tmp_path, samples.rectangle_pdf(rotation, CROP)),
        tmp_path / "e.pdf",
    )
    write_annotations(source, target, [*shapes, answer])
    found = take_annotations(target, tmp_path / "bare.pdf")
    fields = ("color", "opacity", "width", "strokes", "quads", "point", "ends", "box", "size",
              "stamp", "text", "kind", "page")  # fmt: skip
    for made, back in zip(shapes, found, strict=False):
        for name in fields:
            if name in made:
                assert _near(back[name], made[name]), (made["kind"], name)
        assert back["author"] == AUTHOR
        assert back["created"] == "2022-08-31T07:05:06+00:00"
    assert (found[-1]["parent"], found[-1]["text"], found[-1]["state"]) == (3, "Đã rõ", "resolved")
    assert len(found) == len(shapes) + 1
    assert not PdfReader(tmp_path / "bare.pdf").pages[0].get("/Annots")


def _near(one: Any, other: Any) -> bool:
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_near, one, other))
    return bool(one == other if isinstance(one, str) else one == pytest.approx(other, abs=0.02))


def test_a_marker_comes_back_with_the_passage_it_marks(tmp_path: Path) -> None:
    source, target = samples.saved(tmp_path, samples.plain_pdf(1)), tmp_path / "e.pdf"
    quads = places_of(source, 1, words_pattern("Nguyễn Thị Ngọc Quỳnh"))[0]
    passage = "Nguyễn Thị Ngọc Quỳnh"
    silent = mark("highlight", quads=[list(quad) for quad in quads], quote=passage)
    worded = mark("underline", quads=[list(quad) for quad in quads], quote=passage, text="Ai?")
    write_annotations(source, target, [silent, worded])
    first, second = take_annotations(target, tmp_path / "bare.pdf")
    assert (first["quote"], first["text"]) == (passage, "")
    assert (second["quote"], second["text"]) == (passage, "Ai?")


def test_a_name_that_only_a_file_tells_is_told_so_once(tmp_path: Path) -> None:
    source, target = samples.saved(tmp_path, samples.plain_pdf(1)), tmp_path / "e.pdf"
    author = {"id": "0199a1b2-0000-7000-8000-000000000001", "name": "Bí thư", "brought_by": "x"}
    write_annotations(source, target, [mark("note", point=[9, 9], text="x", author=author)])
    written = PdfReader(target).pages[0]["/Annots"][0].get_object()["/T"]  # type: ignore[index]
    assert written == "Bí thư (nhập từ tệp)"
    (found,) = take_annotations(target, tmp_path / "bare.pdf")
    assert found["author"] == "Bí thư"
