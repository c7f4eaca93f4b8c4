"""The official documents of an archive: as issued and signed, or drawn where none was issued."""

from datetime import datetime

from sqlalchemy.orm import Session

from documents.issuing.models import OfficialDocument
from documents.issuing.queries.lists import about
from documents.issuing.queries.shapes import OfficialRow
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState, SignerState
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.core.permissions import allows
from ecabinet.core.storage import Blobs
from meetings.archive.names import Names
from meetings.archive.queries.papers import Papers
from meetings.archive.shapes import Drawn, Kept, Link, ListedDocument, Source
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission
from meetings.queries.attendance_list import attendance_facts
from meetings.queries.letters import invitation_facts
from meetings.queries.minutes import minutes_facts

FOLDER, SUBJECT = "van-ban", "meeting"
# The archive is Vietnamese, whoever takes it along.
KINDS = {
    OfficialKind.INVITATION: "Giấy mời",
    OfficialKind.ATTENDANCE: "Danh sách điểm danh",
    OfficialKind.MINUTES: "Biên bản",
    OfficialKind.NOTICE: "Thông báo kết luận",
    OfficialKind.VOTE_RESULT: "Biên bản kiểm phiếu",
}
STATES = {
    OfficialState.ISSUED: "Chờ ký",
    OfficialState.SIGNED: "Đã ký",
    OfficialState.SUPERSEDED: "Đã thay thế",
}
SIGNED = {
    SignerState.WAITING: "chưa ký",
    SignerState.SIGNED: "đã ký số",
    SignerState.ON_PAPER: "ký giấy",
}
NOT_ISSUED = "Chưa phát hành"


class Official:
    """Gathers the documents about a meeting that one reader may read."""

    def __init__(
        self, session: Session, actor: Actor, place: MeetingPlace, blobs: Blobs, names: Names
    ):
        """Begin with nothing."""
        self._session, self._actor, self._place = session, actor, place
        self._blobs, self._names = blobs, names
        self.sources: list[Source] = []

    def listed(self, papers: Papers, now: datetime) -> tuple[ListedDocument, ...]:
        """Return the lines; files are among the sources, scans among those of `papers`."""
        rows = [
            row
            for row in about(self._session, self._actor, SUBJECT, self._place.id)
            if row.state not in (OfficialState.DRAFT, OfficialState.ISSUING)
        ]
        standing = {row.kind for row in rows if row.state is not OfficialState.SUPERSEDED}
        return (
            *(self._issued(row, papers) for row in rows),
            *(line for line in self._drawn(standing, now) if line),
        )

    def _issued(self, row: OfficialRow, papers: Papers) -> ListedDocument:
        kept = self._session.get_one(OfficialDocument, row.id)
        assert kept.blob is not None, "what was issued has a file"
        kind = KINDS[row.kind]
        path = self._names.take(FOLDER, f"{kind} {row.symbol}", "pdf")
        size = self._blobs.path(kept.blob).stat().st_size
        self.sources.append(Kept(path, kept.blob, size))
        links = [Link("Văn bản", path)]
        if kept.scan_version_id and (scan := papers.scan(kept.scan_version_id)):
            links.append(scan)
        signers = tuple(
            f"{signer.name or signer.part}: {_signed(signer.state, signer.signed_at)}"
            for signer in kept.signers
        )
        state = STATES[row.state]
        return ListedDocument(kind, row.title, row.symbol, row.day, state, signers, tuple(links))

    def _drawn(self, issued: set[OfficialKind], now: datetime) -> list[ListedDocument | None]:
        """What the meeting page offers as long as nobody has issued it."""
        session, actor, meeting_id = self._session, self._actor, self._place.id
        reads = allows(actor, MeetingPermission.READ_MINUTES, self._place)
        lines: list[ListedDocument | None] = []
        if OfficialKind.INVITATION not in issued:
            lines.append(self._letter(now))
        if reads and OfficialKind.ATTENDANCE not in issued:
            facts = attendance_facts(session, actor, meeting_id, now)
            lines.append(self._draft(OfficialKind.ATTENDANCE, facts))
        if reads and OfficialKind.MINUTES not in issued:
            minutes, _final = minutes_facts(session, actor, meeting_id, now)
            lines.append(self._draft(OfficialKind.MINUTES, minutes))
        return lines

    def _letter(self, now: datetime) -> ListedDocument | None:
        """The general letter for the secretariat, one's own for everybody who has a seat."""
        seat = self._place.seat
        general = allows(self._actor, MeetingPermission.CALL, self._place)
        if self._place.row.called_at is None or not (general or seat):
            return None
        whose = None if general or seat is None else seat.id
        facts = invitation_facts(self._session, self._actor, self._place.id, whose, now)
        return self._draft(OfficialKind.INVITATION, facts)

    def _draft(self, kind: OfficialKind, facts: object) -> ListedDocument:
        words = KINDS[kind]
        path = self._names.take(FOLDER, words, "pdf")
        self.sources.append(Drawn(path, kind, facts))
        return ListedDocument(words, words, "", None, NOT_ISSUED, (), (Link("Bản xem", path),))


def _signed(state: str, at: datetime | None) -> str:
    words = SIGNED[SignerState(state)]
    return f"{words} {office_time(at):%H:%M %d/%m/%Y}" if at else words
