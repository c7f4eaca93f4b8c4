"""Builds PDF files for tests when they run: ordinary, odd and hostile ones."""

import random
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from documents.official.fonts import REGULAR, register_fonts

TITLE = "Báo cáo kết quả ba năm thực hiện Chỉ thị 23-CT/TU"
SENTENCE = "Đồng chí Nguyễn Thị Ngọc Quỳnh được giao nhiệm vụ, hoàn thành trước ngày 30/9/2022."


def plain_pdf(pages: int = 3, title: str = TITLE, lines: int = 3) -> bytes:
    """An A4 file; each page has its number in large letters, and Vietnamese sentences."""
    register_fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    for number in range(1, pages + 1):
        canvas.setFont(REGULAR, 24)
        canvas.drawString(72, 760, f"Trang {number}")
        canvas.setFont(REGULAR, 12)
        for line in range(lines):
            canvas.drawString(72, 720 - 16 * line, SENTENCE)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def worded_pdf(*pages: Sequence[str]) -> bytes:
    """An A4 file with these lines on each page, the first at 70 points from above, 20 apart."""
    register_fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for lines in pages:
        canvas.setFont(REGULAR, 12)
        for row, line in enumerate(lines):
            canvas.drawString(72, A4[1] - 80 - 20 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def outlined_pdf() -> bytes:
    """Three pages with an outline of three entries, one of them inside another."""
    writer = _writer(3)
    first = writer.add_outline_item(title="I. Kết quả", page_number=0)
    writer.add_outline_item(title="1. Đã làm", page_number=1, parent=first)
    writer.add_outline_item(title="II. Nhiệm vụ", page_number=2)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _writer(pages: int = 1) -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(BytesIO(plain_pdf(pages))))


def rectangle_pdf(rotation: int, crop: tuple[float, float, float, float]) -> bytes:
    """A white page 600 × 800 pt with a CropBox and a rotation, and no text."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(600, 800), invariant=1)
    canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(out.getvalue())))
    writer.pages[0][NameObject("/CropBox")] = RectangleObject(crop)
    writer.pages[0][NameObject("/Rotate")] = NumberObject(rotation)
    return _written(writer)


def encrypted_pdf(user_password: str) -> bytes:
    """A file encrypted with AES-256; with an empty password anybody may open it."""
    writer = _writer()
    writer.encrypt(user_password, "chủ sở hữu", algorithm="AES-256")
    return _written(writer)


def _action(kind: str, **entries: str) -> DictionaryObject:
    action = DictionaryObject({NameObject("/S"): NameObject(kind)})
    for key, value in entries.items():
        action[NameObject(f"/{key}")] = TextStringObject(value)
    return action


def _link(action: DictionaryObject) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): RectangleObject((72, 700, 300, 720)),
            NameObject("/A"): action,
        }
    )


def _annotate(writer: PdfWriter, *annotations: DictionaryObject) -> None:
    writer.pages[0][NameObject("/Annots")] = ArrayObject(map(writer._add_object, annotations))


def _with_javascript(writer: PdfWriter) -> None:
    script = writer._add_object(_action("/JavaScript", JS="app.alert('hidden script')"))
    names = ArrayObject([TextStringObject("start"), script])
    tree = DictionaryObject({NameObject("/Names"): names})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): tree})


def _with_open_action(writer: PdfWriter) -> None:
    action = _action("/JavaScript", JS="app.launchURL('hidden')")
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)


def _with_additional_actions(writer: PdfWriter) -> None:
    opened = DictionaryObject({NameObject("/O"): _action("/JavaScript", JS="hidden()")})
    writer.pages[0][NameObject("/AA")] = opened


def _with_launch(writer: PdfWriter) -> None:
    _annotate(writer, _link(_action("/Launch", F="hidden.exe")))


def _with_chained_launch(writer: PdfWriter) -> None:
    first = _action("/URI", URI="https://example.invalid/")
    first[NameObject("/Next")] = ArrayObject([_action("/Launch", F="hidden.exe")])
    _annotate(writer, _link(first))


def _with_script_link(writer: PdfWriter) -> None:
    _annotate(writer, _link(_action("/URI", URI="javascript:hidden()")))


def _with_submit_form(writer: PdfWriter) -> None:
    _annotate(writer, _link(_action("/SubmitForm", F="https://hidden.invalid/")))


def _with_embedded_file(writer: PdfWriter) -> None:
    writer.add_attachment("hidden.exe", b"hidden program")


def _with_attached_note(writer: PdfWriter) -> None:
    clip = _link(_action("/URI", URI="https://example.invalid/"))
    clip[NameObject("/Subtype")] = NameObject("/FileAttachment")
    clip[NameObject("/Contents")] = TextStringObject("hidden attachment")
    _annotate(writer, _link(_action("/URI", URI="https://example.invalid/")), clip)


def _with_rich_media(writer: PdfWriter) -> None:
    film = _link(_action("/RichMediaExecute"))
    film[NameObject("/Subtype")] = NameObject("/RichMedia")
    film[NameObject("/RichMediaContent")] = DictionaryObject(
        {NameObject("/Film"): TextStringObject("hidden film")}
    )
    _annotate(writer, film)


def _with_xfa(writer: PdfWriter) -> None:
    form = DecodedStreamObject()
    form.set_data(b"<xdp>hidden form</xdp>")
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): writer._add_object(form)}
    )


_ACTIVE: dict[str, Callable[[PdfWriter], None]] = {
    "JavaScript": _with_javascript,
    "OpenAction": _with_open_action,
    "AA": _with_additional_actions,
    "Launch": _with_launch,
    "chained Launch": _with_chained_launch,
    "javascript: link": _with_script_link,
    "SubmitForm": _with_submit_form,
    "EmbeddedFiles": _with_embedded_file,
    "FileAttachment": _with_attached_note,
    "RichMedia": _with_rich_media,
    "XFA": _with_xfa,
}
ACTIVE_KINDS = tuple(_ACTIVE)


def active_pdf(kind: str) -> bytes:
    """A readable file with one kind of active content; what must go contains "hidden"."""
    writer = _writer()
    _ACTIVE[kind](writer)
    return _written(writer)


def linked_pdf() -> bytes:
    """A file with a web link, an outline of two entries, and a font named /AA."""
    writer = _writer(2)
    _annotate(writer, _link(_action("/URI", URI="https://example.invalid/trang")))
    writer.add_outline_item(title="Phần thứ nhất", page_number=0)
    writer.add_outline_item(title="Phần thứ hai", page_number=1)
    fonts = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    fonts[NameObject("/AA")] = next(iter(fonts.values()))
    return _written(writer)


def mutated(content: bytes, seed: int) -> bytes:
    """`content` damaged as `seed` decides: bytes changed, cut out, doubled or cut off."""
    chance, damaged = random.Random(seed), bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 60))):
        place = chance.randrange(8, len(damaged))
        length = chance.choice((1, 2, 7, 200))
        match chance.randrange(4):
            case 0:
                damaged[place : place + length] = chance.randbytes(length)
            case 1:
                del damaged[place : place + length]
            case 2:
                damaged[place:place] = damaged[max(8, place - length) : place]
            case _:
                damaged[place] = chance.choice(b"0123456789<>[]()/ R")
    return bytes(damaged[: chance.randrange(64, len(damaged))] if seed % 10 == 0 else damaged)


def saved(folder: Path, content: bytes, name: str = "tep.pdf") -> Path:
    """Write `content` into `folder` and return where."""
    path = folder / name
    path.write_bytes(content)
    return path
