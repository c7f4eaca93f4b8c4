"""The page on the wall: which file and which page of it everybody is shown now."""

from uuid import UUID

from sqlalchemy.orm import Session

from documents.models import PaperVersion
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from meetings import screen_access, states
from meetings.models import AgendaItem, Meeting
from meetings.queries.papers import is_for_all


def public_version(session: Session, found: Meeting, item: AgendaItem | None) -> UUID | None:
    """Return the version that everybody in the hall may see now; None when there is none.

    The paper of an item for members only, or of a secret one, stays off the wall, and one that
    is kept from somebody by secrecy, a grant or recall.
    """
    hidden = item is None or item.members_only or item.secrecy or item.removed_at is not None
    if (
        hidden
        or found.state not in states.RUNNING
        or not is_for_all(session, found.current_version_id)
    ):
        return None
    return found.current_version_id


def page_on_screen(session: Session, actor: Actor, meeting_id: UUID) -> tuple[str, int]:
    """Return the stored file and the page (from 1) on the wall.

    Raises:
        NotFound: nothing is shown, the session does not run, or the actor may not see the screen.
    """
    found = screen_access.shown_place(session, actor, meeting_id).row
    key = found.current_item_id
    item = session.get(AgendaItem, key) if key else None
    version_id = public_version(session, found, item)
    version = session.get(PaperVersion, version_id) if version_id else None
    if version is None:
        raise NotFound("paper.no_such_page", kind="page")
    if not 1 <= found.current_page <= (version.page_count or 0):
        raise NotFound("paper.no_such_page", kind="page")
    return version.blob_to_read, found.current_page
