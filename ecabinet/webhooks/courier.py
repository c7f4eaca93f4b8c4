"""Sends what is due, in threads of its own: a slow receiver holds up no other, and no mail.

Any number of workers may run one each. The rows are the work; a nudge only spares the wait.
"""

import logging
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic, time
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from ecabinet.core.actors import SYSTEM
from ecabinet.core.store import Store
from ecabinet.settings import Settings
from ecabinet.webhooks.bodies import body_of
from ecabinet.webhooks.commands.claiming import (
    ClaimReceivers,
    HeldReceiver,
    claim_receivers,
    release_receiver,
    something_due,
)
from ecabinet.webhooks.commands.sending import (
    Letter,
    Outcome,
    SettleDelivery,
    TakeDelivery,
    settle_delivery,
    take_delivery,
)
from ecabinet.webhooks.models import Receiver
from ecabinet.webhooks.posting import Answer, Network, NotSent, post, tls_context
from ecabinet.webhooks.signing import opened, signed_headers

log = logging.getLogger(__name__)

SLOTS = 8
"""So many receivers are sent to at a time by one worker; to each one message after the other."""

TURN_SECONDS = 30
"""Then a receiver with more to come makes room for another one."""

POLL_SECONDS = 5
LEASE = timedelta(minutes=2)
"""A worker that is silent for so long has lost its receivers: many times what one try may take."""

GONE = 410
LATER = frozenset({408, 425, 429})
"""Answers that ask to come again, besides all from 500 on: they speak of the receiver as such."""


class Courier:
    """The sender of one worker process."""

    def __init__(self, settings: Settings, *, slots: int = SLOTS, lease: timedelta = LEASE) -> None:
        self._settings, self._slots, self._lease = settings, slots, lease
        self._made: Network | None = None
        self._woken, self._stopping = threading.Event(), threading.Event()
        self._busy = threading.Semaphore(slots)
        self._thread: threading.Thread | None = None

    def nudge(self, store: Store) -> None:
        """Look at once for what is due; where no courier runs, nothing happens."""
        self._woken.set()

    def start(self, store: Store) -> None:
        """Begin to send."""
        self._thread = threading.Thread(target=self._run, args=(store,), name="courier")
        self._thread.start()

    def stop(self) -> None:
        """Finish what is on its way, and begin nothing more."""
        self._stopping.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    def deliver(self, store: Store) -> None:
        """Send all that is due now in this thread, one receiver after the other."""
        while claimed := self._claim(store, self._slots):
            for held in claimed:
                self._serve(store, held)

    def _run(self, store: Store) -> None:
        with ThreadPoolExecutor(self._slots, thread_name_prefix="courier") as pool:
            while not self._stopping.is_set():
                try:
                    self._hand_out(store, pool)
                except Exception:
                    log.exception("webhooks could not be looked for; tried again in a moment")
                self._woken.wait(POLL_SECONDS)
                self._woken.clear()

    def _hand_out(self, store: Store, pool: ThreadPoolExecutor) -> None:
        free = 0
        while free < self._slots and self._busy.acquire(blocking=False):
            free += 1
        claimed: list[HeldReceiver] = []
        try:
            claimed = self._claim(store, free) if free else []
        finally:
            for _ in range(free - len(claimed)):
                self._busy.release()
        for held in claimed:
            pool.submit(self._take_turn, store, held)

    def _take_turn(self, store: Store, held: HeldReceiver) -> None:
        try:
            self._serve(store, held)
        except Exception:
            # Not woken: what cannot be written down now is not sent again at once.
            log.exception("receiver %s could not be served", held.receiver_id)
            self._busy.release()
        else:
            self._busy.release()
            self._woken.set()

    def _claim(self, store: Store, most: int) -> list[HeldReceiver]:
        with store.reading() as session:
            due = session.scalar(select(Receiver.id).where(something_due(store.clock())).limit(1))
        if due is None:
            return []
        claim = ClaimReceivers(token=uuid4(), lease=self._lease, most=most)
        ids = store.execute(SYSTEM, claim_receivers, claim).ids
        return [HeldReceiver(receiver_id=one, token=claim.token) for one in ids]

    def _serve(self, store: Store, held: HeldReceiver) -> None:
        """Send to one receiver until nothing is due, it fails, or its turn is over."""
        until, key = monotonic() + TURN_SECONDS, held.model_dump()
        take = TakeDelivery(**key, lease=self._lease)
        try:
            while not self._stopping.is_set() and monotonic() < until:
                letter = store.execute(SYSTEM, take_delivery, take).letter
                if letter is None:
                    return
                settled = SettleDelivery(**key, **self._try(letter, held.receiver_id))
                if not store.execute(SYSTEM, settle_delivery, settled).yes:
                    return
        finally:
            store.execute(SYSTEM, release_receiver, held)

    def _try(self, letter: Letter, receiver_id: UUID) -> dict[str, Any]:
        """Send one message; return how it went, as `SettleDelivery` has it."""
        begun = monotonic()
        try:
            fields = _judged(self._send(letter, receiver_id))
        except NotSent as error:
            fields = {"outcome": Outcome.TROUBLE, "failure": str(error)}
        except Exception:
            # One that cannot be written must not hold up the others for ever.
            log.exception("webhook %s cannot be sent", letter.id)
            fields = {"outcome": Outcome.REFUSED, "failure": "cannot_be_written"}
        if fields["outcome"] is not Outcome.DELIVERED:
            log.info("webhook %s: %s", letter.id, fields.get("failure") or fields.get("status"))
        took = round((monotonic() - begun) * 1000)
        jitter = secrets.SystemRandom().uniform(-1, 1)
        return {**fields, "delivery_id": letter.id, "took_ms": took, "jitter": jitter}

    def _send(self, letter: Letter, receiver_id: UUID) -> Answer:
        settings = self._settings
        keys = [opened(settings.secret_key, receiver_id, kept) for kept in letter.secrets]
        readable = [key for key in keys if key is not None]
        if not readable:
            raise NotSent("secret_unreadable")
        body = body_of(letter, settings.office_name, settings.public_url)
        headers = signed_headers(readable, str(letter.event_id), int(time()), body)
        headers |= {"Content-Type": "application/json; charset=utf-8", "User-Agent": "E-cabinet"}
        return post(self._network(), letter.url, headers, body)

    def _network(self) -> Network:
        if self._made is None:
            given = self._settings.webhooks
            self._made = Network(given.networks, tls_context(given.ca_file))
        return self._made


def _judged(answer: Answer) -> dict[str, Any]:
    fields: dict[str, Any] = {"status": answer.status, "answer": answer.text}
    if 200 <= answer.status < 300:
        return fields | {"outcome": Outcome.DELIVERED}
    if answer.status == GONE:
        return fields | {"outcome": Outcome.GONE}
    if answer.status >= 500 or answer.status in LATER:
        return fields | {"outcome": Outcome.TROUBLE, "retry_after": answer.retry_after}
    return fields | {"outcome": Outcome.REFUSED}
