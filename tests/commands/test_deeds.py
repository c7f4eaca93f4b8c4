"""Every command that changes anything tells the audit log of it. A new one without a deed fails."""

import pytest

from ecabinet.core.unit_of_work import UnitOfWork
from tests.deeds import commands, deeds_of

COMMANDS = commands()

FEED = "since when a calendar says what it says, for Last-Modified"
BOOKKEEPING = "a step of the sender's bookkeeping; how a mail ended is audited by settle_mail"
TAKEN = "a worker takes the work up; its end is audited"
PLACE = "where one has got to in a paper, for oneself alone; opening it is in the log"
SENDING = "a step of the sender's bookkeeping; the log of deliveries tells how each try went"
READING = "the person's own list of notices: tells only what was looked at"
# Commands that leave no deed, each with the reason. Nothing an office decides belongs here.
WITHOUT = {
    "documents.commands.carry.carry_marks": "some of many marks; finish_carrying tells of all",
    "documents.commands.read.keep_place": PLACE,
    "documents.commands.read.add_bookmark": PLACE,
    "documents.commands.read.remove_bookmark": PLACE,
    "meetings.archive.commands.archives.begin_archive": TAKEN,
    "meetings.calendar.commands.feeds.note_feed": FEED,
    "meetings.commands.shown.note_shown": "a device shows a ballot; the roll of the vote says it",
    "meetings.commands.guide.turn_page": "a page turned decides nothing; the outbox keeps it",
    "meetings.commands.show.note_screen": "when a screen was last used; its row says it",
    "ecabinet.accounts.commands.sessions.note_use": "when a session was last used; its row says it",
    "ecabinet.notifications.commands.reading.open_notice": READING,
    "ecabinet.notifications.commands.reading.mark_read": READING,
    "ecabinet.notifications.commands.route.route_notices": BOOKKEEPING,
    "ecabinet.notifications.commands.digest.make_digests": BOOKKEEPING,
    "ecabinet.notifications.commands.sending.claim_mails": BOOKKEEPING,
    "ecabinet.notifications.commands.sending.begin_handing": BOOKKEEPING,
    "ecabinet.oversight.commands.checks.begin_check": TAKEN,
    "ecabinet.oversight.commands.exports.begin_export": TAKEN,
    "ecabinet.notifications.commands.sending.recover_mails": BOOKKEEPING,
    "ecabinet.webhooks.commands.claiming.claim_receivers": SENDING,
    "ecabinet.webhooks.commands.sending.take_delivery": SENDING,
    "ecabinet.webhooks.commands.claiming.release_receiver": SENDING,
}


def test_the_commands_are_found():
    assert len(COMMANDS) >= 100
    assert {
        "meetings.commands.ballot.cast_ballot",
        "followup.commands.receive.receive_task",
        "documents.commands.upload.upload_paper",
        "ecabinet.accounts.single_sign_on.commands.admit.admit",
    } <= set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_it_tells_the_audit_log(name):
    told = deeds_of(COMMANDS[name])
    if name in WITHOUT:
        assert not told, f"{name} has a deed now: take it off the list"
    else:
        assert told, f"{name} changes something and tells the audit log nothing: uow.audit(…)"


def test_the_list_names_only_what_is_there():
    assert set(WITHOUT) <= set(COMMANDS)


def silent(uow: UnitOfWork, cmd: object) -> None:
    uow.record(cmd)


def test_a_command_without_a_deed_would_be_noticed():
    assert deeds_of(silent) == set()
