"""The digest: one for each person and office day, at the hour chosen, quiet without news."""

import threading
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.notifications.commands.choosing import ChooseChannels, choose_channels
from ecabinet.notifications.commands.reading import MarkRead, mark_read
from ecabinet.notifications.commands.sending import Nothing
from ecabinet.notifications.kinds import _KINDS, Kind
from ecabinet.notifications.states import Channel, MailKind, MailState, Topic
from tests.commands.notifications.conftest import ActorOf, Post

WHO = "daibieu01"
DAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind for the digest that no feature owns; other tests know nothing of it."""
    kind = Kind("test.news", Topic.DIRECTIVES, "Tin", "Có tin %(number)s.")
    monkeypatch.setitem(_KINDS, kind.name, kind)


def office(hour: int, minute: int = 0, day: int = 0) -> datetime:
    """A moment of the office's clock, in UTC as the store keeps it."""
    local = datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=OFFICE_ZONE)
    return (local + timedelta(days=day)).astimezone(UTC)


def news(post: Post, *usernames: str, number: int = 1) -> None:
    """Tell people of something that goes into the digest."""
    to: list[UUID] = [post.office.people[username] for username in usernames]

    def tell(uow: UnitOfWork, _cmd: Nothing) -> None:
        params = {"title": f"Tin {number}", "number": number}
        uow.notify(Notice("test.news", to=to, url="/", params=params))

    post.store.execute(SYSTEM, tell, Nothing())


def test_one_digest_at_seven_of_the_office_whatever_the_server_thinks(post: Post) -> None:
    post.at(office(5, 0))  # 22:00 UTC of the day before.
    news(post, WHO, number=1)
    news(post, WHO, number=2)
    post.deliver()
    assert post.to(WHO) == []
    post.at(office(6, 59))
    post.deliver()
    assert post.to(WHO) == []
    post.at(office(7, 0))
    post.deliver()
    post.deliver()
    (taken,) = post.to(WHO)
    assert post.subjects(WHO) == ["Tin trong ngày 01/03/2027: 2 thông báo"]
    text = taken.message.get_body(("plain",))
    assert text is not None
    body = text.get_content()
    assert body.index("Tin: Tin 2") < body.index("Tin: Tin 1")
    (mail,) = post.mails(WHO)
    assert (mail.kind, mail.digest_on, mail.state) == (MailKind.DIGEST, DAY, MailState.SENT)
    assert not list(taken.message.iter_attachments())


def test_a_day_without_news_is_quiet(post: Post) -> None:
    post.at(office(8))
    news(post, WHO)
    post.deliver()
    post.at(office(8, day=1))
    post.deliver()
    post.at(office(8, day=2))
    post.deliver()
    assert len(post.to(WHO)) == 1
    assert post.to("daibieu02") == []


def test_what_comes_after_the_digest_waits_for_the_next_day(post: Post) -> None:
    post.at(office(7, 30))
    news(post, WHO, number=1)
    post.deliver()
    news(post, WHO, number=2)
    post.at(office(23, 59))
    post.deliver()
    assert len(post.to(WHO)) == 1
    post.at(office(0, 1, day=1))  # Still the day before in UTC; not yet seven in the office.
    post.deliver()
    assert len(post.to(WHO)) == 1
    post.at(office(7, 0, day=1))
    post.deliver()
    assert post.subjects(WHO)[1:] == ["Tin trong ngày 02/03/2027: 1 thông báo"]


def test_what_was_read_is_not_told_again(post: Post, as_actor: ActorOf) -> None:
    post.at(office(5))
    news(post, WHO, number=1)
    news(post, WHO, number=2)
    first, second = post.notices(WHO)
    post.store.execute(as_actor(WHO), mark_read, MarkRead(ids=(first.id,)))
    post.at(office(7))
    post.deliver()
    assert post.subjects(WHO) == ["Tin trong ngày 01/03/2027: 1 thông báo"]
    assert second.id != first.id


def test_read_while_the_server_was_down_it_is_not_sent_at_all(
    post: Post, as_actor: ActorOf
) -> None:
    post.at(office(7))
    news(post, WHO)
    post.house.port, real = 1, post.house.port
    post.deliver()
    (told,) = post.notices(WHO)
    post.store.execute(as_actor(WHO), mark_read, MarkRead(until=told.id))
    post.house.port = real
    post.later(hours=1)
    post.deliver()
    assert (post.to(WHO), post.mails(WHO)[0].state) == ([], MailState.SKIPPED)


def test_each_one_has_an_hour_and_a_choice(post: Post, as_actor: ActorOf) -> None:
    at_nine = ChooseChannels(digest_hour=9)
    post.store.execute(as_actor("daibieu02"), choose_channels, at_nine)
    none = ChooseChannels(channels={Topic.DIRECTIVES: Channel.OFF})
    post.store.execute(as_actor("daibieu03"), choose_channels, none)
    now = ChooseChannels(channels={Topic.DIRECTIVES: Channel.MAIL})
    post.store.execute(as_actor("lanhdao"), choose_channels, now)
    post.at(office(5))
    people = (WHO, "daibieu02", "daibieu03", "lanhdao")
    news(post, *people)
    post.deliver()
    assert post.subjects("lanhdao") == ["Tin: Tin 1"]
    post.at(office(8))
    post.deliver()
    assert [len(post.to(one)) for one in people] == [1, 0, 0, 1]
    post.at(office(9))
    post.deliver()
    assert [len(post.to(one)) for one in people] == [1, 1, 0, 1]


def test_workers_at_once_make_one_digest(post: Post) -> None:
    post.at(office(7))
    everybody = ("chutri", WHO, "daibieu02", "daibieu03", "lanhdao")
    news(post, *everybody)
    gate = threading.Barrier(3)

    def work() -> None:
        mailer = post.worker()
        gate.wait()
        mailer.deliver(post.store)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [len(post.to(one)) for one in everybody] == [1] * 5


def test_a_night_without_a_worker_is_made_up_for_on_the_day(post: Post) -> None:
    post.at(office(5))
    news(post, WHO)
    post.at(office(16, day=1))
    post.deliver()
    assert post.subjects(WHO) == ["Tin trong ngày 02/03/2027: 1 thông báo"]
