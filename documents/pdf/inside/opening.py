"""Opening a document with pypdf, which takes 0.1 s to load: only where it is needed."""

import logging
from pathlib import Path

import pypdf

from documents.pdf.inside.refusal import Refusal

# pypdf tells about every oddity of a broken file; the answer of the child says what matters.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def open_with_pypdf(path: Path) -> pypdf.PdfReader:
    """Open `path`; a file encrypted only against changes opens with the empty password."""
    reader = pypdf.PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refusal("encrypted")
    return reader
