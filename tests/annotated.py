"""PDF files with annotations as other programs write them, hostile ones too."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from tests import samples

Entries = dict[str, Any]
HUGE = 10**40 - 1


def pdf(value: Any) -> Any:
    """Python values as PDF objects; a string that begins with a stroke is a name."""
    if isinstance(value, dict):
        return DictionaryObject({NameObject(key): pdf(each) for key, each in value.items()})
    if isinstance(value, list):
        return ArrayObject(pdf(each) for each in value)
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    if isinstance(value, float):
        return FloatObject(value)
    return NumberObject(value) if isinstance(value, int) else value


def annotated(*entries: Entries, pages: int = 1) -> bytes:
    """A file with these annotations on its first page, as another program would write them."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(samples.plain_pdf(pages))))
    listed = ArrayObject(writer._add_object(pdf({"/Type": "/Annot", **each})) for each in entries)
    writer.pages[0][NameObject("/Annots")] = listed
    out = BytesIO()
    writer.write(out)
    # What pypdf itself would not write, in as many bytes.
    raw = out.getvalue().replace(b"9" * 38 + b"99 700", b"9" * 38 + b".5 700")
    return raw.replace(b"(HALF OF A LETTER)", b"<FEFF00E1D8000062>")


RECT = [100, 700, 200, 740]
INK = {"/Subtype": "/Ink", "/Rect": RECT, "/InkList": [[100, 700, 150, 720, 200, 740]],
       "/C": [1, 0, 0], "/BS": {"/W": 3}, "/T": "Hoàng Văn Thụ",
       "/M": "D:20220831140506+07'00'"}  # fmt: skip


def thread(answers: list[tuple[int, Entries]]) -> bytes:
    """A note, and notes each in reply to the one with that number in the list."""
    note = {"/Type": "/Annot", "/Subtype": "/Text", "/Rect": RECT, "/Contents": "Hỏi"}
    writer = PdfWriter(clone_from=PdfReader(BytesIO(samples.plain_pdf(1))))
    listed = [writer._add_object(pdf(note))]
    listed += [writer._add_object(pdf({**note, **entry})) for _, entry in answers]
    for number, (to, _) in enumerate(answers, start=1):
        listed[number].get_object()[NameObject("/IRT")] = listed[to]  # type: ignore[index]
    popup = {"/Type": "/Annot", "/Subtype": "/Popup", "/Rect": RECT}
    listed.append(writer._add_object(pdf(popup)))
    listed[-1].get_object()[NameObject("/Parent")] = listed[0]  # type: ignore[index]
    writer.pages[0][NameObject("/Annots")] = ArrayObject(listed)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
