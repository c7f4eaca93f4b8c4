"""The files of an archive on the disk: kept ones where they lie, others made in a folder.

PDF files are opened in children only (`documents.pdf`).
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from documents.official.attendance import build_attendance
from documents.official.invitation import build_invitation
from documents.official.result_sheet import build_result_sheet
from documents.pdf.annotate import write_annotations
from documents.pdf.stamp import stamp
from ecabinet.core.storage import Blobs
from meetings.archive.packing import Content, of_bytes, of_file
from meetings.archive.shapes import Contents, Drawn, Marked, Source, Written
from meetings.minutes_words import draw_minutes

HANDS: dict[str, Callable[[Any], bytes]] = {
    "invitation": build_invitation,
    "attendance": build_attendance,
    "minutes": draw_minutes,
    "result_sheet": build_result_sheet,
}


class TooLarge(Exception):
    """The archive would be larger than the office allows."""


class Materials:
    """Gathers files in `folder`; `words` are those that name the reader, `limit` is in bytes."""

    def __init__(self, blobs: Blobs, folder: Path, words: str, limit: int) -> None:
        self._blobs, self._folder, self._words, self._limit = blobs, folder, words, limit
        self._made = 0

    def gathered(self, told: Contents) -> list[Content]:
        """Return all files. Raises TooLarge as soon as it is known, PdfRejected."""
        if told.known_size > self._limit:
            raise TooLarge
        files: list[Content] = []
        size = 0
        for source in told.sources:
            files.append(self._of(source))
            size += files[-1].size
            if size > self._limit:
                raise TooLarge
        return files

    def _of(self, source: Source) -> Content:
        match source:
            case Written():
                return of_bytes(source.path, source.content)
            case Drawn():
                drawn = self._new()
                drawn.write_bytes(HANDS[source.kind](source.facts))
                return of_file(source.path, drawn)
            case Marked():
                return of_file(source.path, self._marked(source))
            case _:
                return of_file(source.path, self._blobs.path(source.blob))

    def _marked(self, source: Marked) -> Path:
        file = self._blobs.path(source.blob)
        if source.marks:
            marked = self._new()
            write_annotations(file, marked, json.loads(source.marks))
            file = marked
        if source.stamped:
            stamped = self._new()
            stamp(file, stamped, self._words)
            file = stamped
        return file

    def _new(self) -> Path:
        self._made += 1
        return self._folder / f"{self._made}.pdf"
