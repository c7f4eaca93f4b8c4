"""The papers of an archive: what their reader may take along, in which form."""

import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from documents import access
from documents.held import HeldVersion
from documents.media_types import EXTENSIONS
from documents.models import PDF, PaperVersion
from documents.policies import PaperPermission
from documents.queries.marks import annotations
from documents.states import VersionState
from documents.watermark import is_stamped
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.permissions import allows
from meetings.archive.names import Names, stem_of
from meetings.archive.shapes import Kept, Link, ListedPaper, Marked, Source
from meetings.archive.states import Wish
from meetings.queries.shapes import AgendaPaperOut


class Papers:
    """Gathers papers for one reader; `office` is whose papers bear their reader's name."""

    def __init__(self, session: Session, actor: Actor, wish: Wish, office: str, names: Names):
        """Begin with nothing."""
        self._session, self._actor, self._wish = session, actor, wish
        self._office, self._names = office, names
        self.sources: list[Source] = []

    def listed(self, folder: str, paper: AgendaPaperOut) -> ListedPaper:
        """Return the line of a paper; its files are among the sources."""
        title = f"{paper.title} ({paper.symbol})" if paper.symbol else paper.title
        if paper.state != VersionState.READY:
            return ListedPaper(title, note="Tệp không đọc được nên không có trong hồ sơ.")
        held = self.held(paper.version_id)
        if held is None:
            return ListedPaper(title, note="Chỉ được đọc trên hệ thống, không tải về.")
        links = [self._served(folder, held), *self._with_marks(folder, held)]
        if self._wish.originals and allows(self._actor, PaperPermission.TAKE_ORIGINAL, held):
            links.append(self._original(folder, held.version))
        return ListedPaper(title, tuple(links))

    def held(self, version_id: UUID) -> HeldVersion | None:
        """Return a version that its reader may take along."""
        try:
            take = PaperPermission.DOWNLOAD
            return access.version(self._session, self._actor, version_id, take)
        except (NotFound, Denied):
            return None

    def scan(self, version_id: UUID) -> Link | None:
        """Return the scan of what was signed on paper, if the reader may have it."""
        held = self.held(version_id)
        ready = held is not None and held.version.state == VersionState.READY
        return self._served("van-ban", held, "Bản ký giấy") if held and ready else None

    def _served(self, folder: str, held: HeldVersion, words: str = "Tài liệu") -> Link:
        version = held.version
        assert version.served_blob is not None, "a ready version has a file to serve"
        stem, ending = stem_of(version.served_name), EXTENSIONS[version.served_type]
        path = self._names.take(folder, stem, ending)
        size = version.served_size or 0
        if version.served_type == PDF and self._stamped(held):
            self.sources.append(Marked(path, version.served_blob, size, stamped=True))
        else:
            self.sources.append(Kept(path, version.served_blob, size))
        return Link(words, path)

    def _with_marks(self, folder: str, held: HeldVersion) -> Sequence[Link]:
        version, layers = held.version, self._wish.layers
        if not layers or version.served_type != PDF or version.served_blob is None:
            return ()
        marks = annotations(self._session, self._actor, version.id, layers).marks
        if not marks:
            return ()
        path = self._names.take(folder, f"{stem_of(version.served_name)[:60]} - có ghi chú", "pdf")
        told = json.dumps([mark.wire() for mark in marks])
        size, stamped = version.served_size or 0, self._stamped(held)
        self.sources.append(Marked(path, version.served_blob, size, told, stamped))
        return (Link("Bản có ghi chú", path),)

    def _original(self, folder: str, version: PaperVersion) -> Link:
        stem = f"{stem_of(version.filename)[:60]} - tệp gốc"
        path = self._names.take(folder, stem, EXTENSIONS[version.media_type])
        self.sources.append(Kept(path, version.blob, version.size))
        return Link("Tệp gốc", path)

    def _stamped(self, held: HeldVersion) -> bool:
        if not is_stamped(self._office, held.paper.secrecy):
            return False
        return not allows(self._actor, PaperPermission.TAKE_CLEAN, held)
