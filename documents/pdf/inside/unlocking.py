"""Writes a copy of an encrypted PDF that anybody may open, given the password."""

from pathlib import Path

import pypdf
from pypdf import PdfWriter

from documents.pdf.inside.refusal import Refusal


def run(source: str, target: str, password: str) -> None:
    """Write the decrypted copy of `source` to `target`; the password is kept nowhere."""
    reader = pypdf.PdfReader(source)
    if reader.is_encrypted and not reader.decrypt(password):
        raise Refusal("wrong_password")
    writer = PdfWriter(clone_from=reader)
    with Path(target).open("wb") as file:
        writer.write(file)
