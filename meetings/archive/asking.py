"""Asks for archives and gives them out, by the rights of the moment."""

from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from documents.cache import open_cache
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict
from ecabinet.platform import Platform
from meetings.archive.commands.archives import AskArchive, ask_archive
from meetings.archive.maker import file_key
from meetings.archive.queries.archives import ArchiveView, own_archive, ready_archive
from meetings.archive.queries.contents import contents
from meetings.archive.shapes import Contents
from meetings.archive.states import ArchiveState, Wish


def ask(platform: Platform, actor: Actor, meeting_id: UUID, wish: Wish) -> None:
    """Let the worker make an archive of what `actor` may take along now.

    Raises NotFound, Denied; Conflict: the session is not over, or it would be too large.
    """
    with platform.store.reading() as session:
        told = _now(platform, session, actor, meeting_id, wish)
    limit = platform.settings.archive_limit
    if told.known_size > limit:
        raise Conflict("archive.too_large", megabytes=limit >> 20)
    wanted = AskArchive(meeting_id=meeting_id, wish=wish, digest=told.digest)
    platform.store.execute(actor, ask_archive, wanted)


def how_far(platform: Platform, actor: Actor, meeting_id: UUID) -> tuple[ArchiveView | None, bool]:
    """Return one's own archive, and whether it can be taken no more: other things belong there now.

    Raises NotFound, Denied, Conflict.
    """
    with platform.store.reading() as session:
        view = own_archive(session, actor, meeting_id)
        if view is None or view.state is not ArchiveState.READY:
            return view, False
        told = _now(platform, session, actor, meeting_id, view.wish)
        return view, told.digest != view.digest or _file(platform, view) is None


def taken(platform: Platform, actor: Actor, meeting_id: UUID) -> tuple[ArchiveView, Path]:
    """Return one's own archive and its file.

    Raises NotFound, Denied; Conflict: it is not ready, its file is gone, or rights or papers
    are others now.
    """
    with platform.store.reading() as session:
        view = ready_archive(session, actor, meeting_id)
        told = _now(platform, session, actor, meeting_id, view.wish)
    if told.digest != view.digest:
        raise Conflict("archive.changed")
    file = _file(platform, view)
    if file is None:
        raise Conflict("archive.gone")
    return view, file


def _now(
    platform: Platform, session: Session, actor: Actor, meeting_id: UUID, wish: Wish
) -> Contents:
    office, now = platform.settings.watermark, platform.store.clock()
    return contents(session, platform.blobs, actor, meeting_id, wish, office, now)


def _file(platform: Platform, view: ArchiveView) -> Path | None:
    return open_cache(platform.settings).get(file_key(view.id, view.attempt))
