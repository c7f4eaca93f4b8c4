"""One mail each, whatever breaks: two workers, a killed one, a server that is down or says no."""

import os
import signal
import threading
import time
from datetime import timedelta

import pytest
from aiosmtpd.smtp import SMTP

from ecabinet.app import asset_folder
from ecabinet.notifications.commands.again import SendAgain, send_again
from ecabinet.notifications.commands.sending import GIVE_UP, PAUSES
from ecabinet.notifications.models import Mail
from ecabinet.notifications.states import MailState
from ecabinet.notifications.tasks import Mailer
from ecabinet.platform import Platform
from meetings.commands.call import CallMeeting, call_meeting
from tests.commands.notifications.conftest import Post, address
from tests.gatherings import Gathering
from tests.nursery import Child, nursery

WHO = "daibieu01"
EVERYBODY = ("chutri", "daibieu01", "daibieu02", "daibieu03", "lanhdao", "khach01")


@pytest.fixture
def told(post: Post, meeting: Gathering) -> Post:
    """A meeting was called: six mails are due."""
    meeting.run("thuky", call_meeting, CallMeeting(meeting_id=meeting.id))
    return post


def only(post: Post, username: str = WHO) -> Mail:
    """The one mail of somebody."""
    (mail,) = post.mails(username)
    return mail


def count(post: Post) -> dict[str, int]:
    """How many mails the server took for each."""
    return {username: len(post.to(username)) for username in EVERYBODY}


def test_workers_at_once_send_each_mail_once(told: Post) -> None:
    told.house.in_data = lambda _recipient, _server: time.sleep(0.02)
    gate = threading.Barrier(4)

    def work() -> None:
        mailer = told.worker()
        gate.wait()
        mailer.deliver(told.store)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    told.deliver()
    assert count(told) == dict.fromkeys(EVERYBODY, 1)
    assert {only(told, one).state for one in EVERYBODY} == {MailState.SENT}


def start_worker(post: Post, platform: Platform) -> Child:
    """A worker in a process of its own, as `ecabinet worker` runs it, that can be killed."""
    environment = {
        **os.environ,
        "ECABINET_DATA_DIR": str(platform.settings.data_dir),
        "ECABINET_DATABASE_URL": platform.settings.database_url,
        "ECABINET_SECRET_KEY": platform.settings.secret_key,
        "ECABINET_SMTP_URL": f"smtp://127.0.0.1:{post.house.port}?tls=none",
        "ECABINET_MAIL_FROM": "hop@tinh.example",
        "ECABINET_PUBLIC_URL": "https://hop.tinh.example",
    }
    log = platform.settings.data_dir / "worker.log"
    return nursery("threading").start(("-m", "ecabinet", "worker"), environment, log)


def kill(worker: Child) -> None:
    """kill -9, and wait until it is gone."""
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)


@pytest.mark.parametrize("when", ["before the text", "between answer and record"])
def test_a_worker_killed_in_the_middle(told: Post, platform: Platform, when: str) -> None:
    """Before the text the mail is sent by the next worker; afterwards a person decides."""
    started: list[Child] = []
    done = threading.Event()

    def strike(recipient: str) -> None:
        if recipient == address(WHO) and not done.is_set():
            done.set()
            while not started:
                time.sleep(0.01)
            kill(started[0])

    def strike_in_data(recipient: str, _server: SMTP) -> None:
        strike(recipient)

    if when == "before the text":
        told.house.in_rcpt = strike
    else:
        told.house.in_data = strike_in_data
    started.append(start_worker(told, platform))
    try:
        assert done.wait(30)
    finally:
        kill(started[0])
    before = only(told)
    told.deliver()
    assert only(told).state == before.state  # The lease of the dead one is still respected.
    told.later(minutes=11)
    told.deliver()
    told.deliver()
    assert count(told) == dict.fromkeys(EVERYBODY, 1)
    if when == "before the text":
        assert (before.state, only(told).state) == (MailState.SENDING, MailState.SENT)
        return
    assert (before.state, only(told).state) == (MailState.HANDING, MailState.UNCERTAIN)
    assert only(told).failure == "worker_gone"


def test_an_uncertain_mail_is_sent_again_only_by_decision_and_under_the_same_id(
    told: Post, meeting: Gathering
) -> None:
    def hang_up(recipient: str, server: SMTP) -> None:
        if recipient == address(WHO) and len(told.to(WHO)) == 1:
            server.transport.abort()

    told.house.in_data = hang_up
    told.deliver()
    told.later(hours=30)
    told.deliver()
    mail = only(told)
    assert (mail.state, len(told.to(WHO))) == (MailState.UNCERTAIN, 1)
    meeting.run("quantri", send_again, SendAgain(mail_id=mail.id))
    told.deliver()
    first, second = told.to(WHO)
    assert first.message["Message-ID"] == second.message["Message-ID"] == mail.message_id
    assert only(told).state == MailState.SENT


def test_a_server_that_is_down_is_asked_less_and_less_often(told: Post) -> None:
    told.house.port, real = 1, told.house.port  # Nobody listens on port 1.
    told.deliver()
    waits = []
    for _ in range(20):
        mail = only(told)
        assert (mail.state, mail.attempts) == (MailState.WAITING, 0)
        assert mail.failure == "ConnectionRefusedError"
        waits.append(round((mail.due_at - told.store.clock()) / timedelta(minutes=1)))
        told.at(mail.due_at + timedelta(seconds=1))
        told.deliver()
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (2, 30)
    told.house.port = real
    told.later(minutes=31)
    told.deliver()
    assert count(told) == dict.fromkeys(EVERYBODY, 1)
    assert only(told).failure is None


def test_nobody_waits_for_ever_for_a_server(told: Post) -> None:
    told.house.port = 1
    told.deliver()
    told.later(seconds=GIVE_UP.total_seconds() + 60)
    told.deliver()
    assert (only(told).state, only(told).failure) == (MailState.FAILED, "ConnectionRefusedError")


def test_a_server_that_refuses_for_the_moment_is_asked_again_and_given_up(told: Post) -> None:
    told.house.answers[address(WHO)] = "451 Greylisted"
    told.deliver()
    assert count(told)["daibieu02"] == 1
    waits = []
    for _ in PAUSES:
        mail = only(told)
        assert (mail.state, mail.failure) == (MailState.WAITING, "smtp 451")
        waits.append(mail.due_at - told.store.clock())
        told.at(mail.due_at + timedelta(seconds=1))
        told.deliver()
    assert waits == sorted(waits)
    assert only(told).state == MailState.FAILED
    assert only(told).attempts == len(PAUSES) + 1


def test_an_unknown_recipient_fails_at_once_and_harms_nobody_else(told: Post) -> None:
    told.house.answers[address(WHO)] = "550 No such user"
    told.deliver()
    assert (only(told).state, only(told).failure) == (MailState.FAILED, "smtp 550")
    assert count(told) == {**dict.fromkeys(EVERYBODY, 1), WHO: 0}


def test_an_address_that_cannot_be_written_to_fails_alone(told: Post) -> None:
    told.change(WHO, email="not an address")
    told.deliver()
    assert (only(told).state, only(told).failure) == (MailState.FAILED, "address")
    assert count(told)["daibieu02"] == 1


def test_a_person_who_has_left_gets_nothing(told: Post) -> None:
    told.house.answers[address(WHO)] = "451 Later"
    told.deliver()
    told.change(WHO, active=False)
    told.house.answers.clear()
    told.later(hours=1)
    told.deliver()
    assert (only(told).state, told.to(WHO)) == (MailState.SKIPPED, [])


def test_a_server_that_takes_its_time_keeps_its_mail(told: Post) -> None:
    """The lease runs out in the middle of the text; the answer that comes late still counts."""
    told.house.in_data = lambda _recipient, _server: told.later(minutes=20)
    told.deliver()
    assert count(told) == dict.fromkeys(EVERYBODY, 1)
    assert only(told).state == MailState.SENT


def test_turned_on_later_nothing_old_is_sent(post: Post, meeting: Gathering) -> None:
    meeting.run("thuky", call_meeting, CallMeeting(meeting_id=meeting.id))
    # A worker without a mail server has decided: none.
    Mailer(post.platform.settings, asset_folder("templates")).deliver(post.store)
    post.deliver()
    assert [notice.channel for notice in post.notices(WHO)] == ["off"]
    assert post.house.taken == []
