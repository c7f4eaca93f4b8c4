"""One's own secret address for calendar programs: made, renewed, set, switched off."""

from uuid import UUID

from sqlalchemy import select

from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar.models import CalendarFeed
from meetings.calendar.states import Secrets
from meetings.fields import Command


class FeedRef(Command):
    """How one's subscription stands."""

    secrets: Secrets


class FeedTerms(Command):
    """How secret things stand in the subscription."""

    secrets: Secrets = Secrets.BUSY


class RenewFeed(FeedTerms):
    """The hash of a new address; the address itself is never given to a command."""

    secret_hash: str


def renew_feed(uow: UnitOfWork, cmd: RenewFeed) -> FeedRef:
    """Make one's address, or another in its place: the old one is dead at once.

    Raises:
        Denied: asked for by a program, on behalf of another, or by the system.
    """
    feed, person_id = _own(uow)
    if feed is None:
        feed = CalendarFeed(person_id=person_id)
        uow.session.add(feed)
    feed.secret_hash, feed.secrets, feed.etag = cmd.secret_hash, cmd.secrets, ""
    feed.created_at = feed.changed_at = uow.now
    uow.audit("calendar_feed.renewed", "calendar_feed", person_id, secrets=cmd.secrets)
    return FeedRef(secrets=cmd.secrets)


def set_feed(uow: UnitOfWork, cmd: FeedTerms) -> FeedRef:
    """Say how secret things are told. Raises Denied; NotFound: there is no subscription."""
    feed, person_id = _own(uow)
    if feed is None:
        raise NotFound("not_found", kind="calendar_feed")
    feed.secrets = cmd.secrets
    uow.audit("calendar_feed.set", "calendar_feed", person_id, secrets=cmd.secrets)
    return FeedRef(secrets=cmd.secrets)


class EndFeed(Command):
    """The address opens nothing any more."""


def end_feed(uow: UnitOfWork, cmd: EndFeed) -> None:
    """Switch one's subscription off; twice is the same as once. Raises Denied."""
    feed, person_id = _own(uow)
    if feed is not None:
        uow.session.delete(feed)
        uow.audit("calendar_feed.ended", "calendar_feed", person_id)


class NoteFeed(Command):
    """What a subscription says has changed since it was read last."""

    secret_hash: str
    etag: str


def note_feed(uow: UnitOfWork, cmd: NoteFeed) -> None:
    """Keep since when the content is as it is, for `Last-Modified`."""
    query = select(CalendarFeed).where(CalendarFeed.secret_hash == cmd.secret_hash)
    feed = uow.session.scalar(query.with_for_update())
    if feed is not None and feed.etag != cmd.etag:
        feed.etag, feed.changed_at = cmd.etag, uow.now


def _own(uow: UnitOfWork) -> tuple[CalendarFeed | None, UUID]:
    actor = uow.actor
    if actor.person_id is None or actor.token is not None or actor.deputy is not None:
        raise Denied("calendar_feed.own_only", kind="calendar_feed")
    query = select(CalendarFeed).where(CalendarFeed.person_id == actor.person_id)
    return uow.session.scalar(query.with_for_update()), actor.person_id
