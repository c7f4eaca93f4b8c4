"""Writes a copy of a PDF without anything that acts by itself or reaches out of the file."""

from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from documents.pdf.inside.active import (
    active_keys,
    dictionaries,
    is_active_annotation,
    resolve,
)
from documents.pdf.inside.opening import open_with_pypdf


def _clean(holder: DictionaryObject) -> list[str]:
    removed = active_keys(holder)
    for key in removed:
        if key == "/Annots":
            kept = [a for a in _annotations(holder) if not is_active_annotation(a)]
            holder[NameObject("/Annots")] = ArrayObject(kept)
        else:
            del holder[key]
    # A jump on opening is harmless, yet the room decides which page is shown.
    holder.pop("/OpenAction", None)
    return removed


def _annotations(page: DictionaryObject) -> ArrayObject:
    annotations = resolve(page.get("/Annots"))
    return annotations if isinstance(annotations, ArrayObject) else ArrayObject()


def _roots(reader: PdfReader) -> list[DictionaryObject]:
    """What is written again, with all that hangs on it: the document, and what is said of it."""
    told = resolve(reader.trailer.get("/Info"))
    return [reader.root_object, *([told] if isinstance(told, DictionaryObject) else [])]


def run(source: str, target: str) -> list[str]:
    """Write the cleaned copy of `source` to `target`; return the keys removed, sorted."""
    reader = open_with_pypdf(Path(source))
    removed = {
        key for root in _roots(reader) for holder in dictionaries(root) for key in _clean(holder)
    }
    # Cleaned before it is copied, so that what nothing points at any more is not copied.
    writer = PdfWriter(clone_from=reader)
    with Path(target).open("wb") as file:
        writer.write(file)
    return sorted(removed)
