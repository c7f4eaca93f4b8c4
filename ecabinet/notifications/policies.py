"""Who may do what with notices and mail."""

from sqlalchemy import ColumnElement, false

from ecabinet.core.actors import Actor
from ecabinet.core.notices import NoticeRow
from ecabinet.core.permissions import Permission, Predicate, is_administrator, reaches


class NoticePermission(Permission):
    """What can be done with a notice."""

    READ = "notice:read"


class MailPermission(Permission):
    """What can be done with the mail that leaves the house."""

    OPERATE = "mail:operate"


def is_told(actor: Actor, notice: NoticeRow) -> bool:
    """The notice is for this person, and nobody else reads it."""
    return actor.is_person(notice.person_id)


def told_to(actor: Actor) -> ColumnElement[bool]:
    """Return `is_told` as SQL over `NoticeRow`; nobody reads notices on behalf of another."""
    if not reaches(actor, NoticePermission.READ):
        return false()
    return NoticeRow.person_id == actor.person_id


POLICIES: dict[Permission, Predicate] = {
    NoticePermission.READ: is_told,
    MailPermission.OPERATE: is_administrator,
}
