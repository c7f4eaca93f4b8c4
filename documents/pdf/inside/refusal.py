"""How the child says that a file cannot be used."""

from pathlib import Path

_TAIL = 2048


class Refusal(Exception):
    """`reason` is one of `documents.pdf.errors.REASONS`; the parent raises `PdfRejected`."""

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


def unreadable(path: Path) -> Refusal:
    """Return the refusal for a file that cannot be read: its end is missing, or it is broken."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return Refusal("broken" if b"%%EOF" in file.read() else "truncated")
