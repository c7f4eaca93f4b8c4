"""Papers asked of units: what may be handed in and taken, and by two at once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from documents.commands.process import Refusal, refuse_version
from ecabinet.core.actors import SYSTEM
from ecabinet.core.errors import Conflict, Denied, Stale
from meetings.preparing import RequestAct, RequestStanding, RequestState
from tests.commands.meetings.preparing import Preparing


def test_nothing_bad_or_nothing_new_is_handed_in(preparing: Preparing) -> None:
    key = preparing.ask()
    with pytest.raises(Conflict, match=r"paper_request\.nothing$"):
        preparing.submit(key)
    assert preparing.seen(key).request.state is RequestState.ASKED
    receipt = preparing.file(key, title="Tệp lạ")
    refusal = Refusal(version_id=receipt.version_id, code="pdf.damaged")
    preparing.gathering.store.execute(SYSTEM, refuse_version, refusal)
    with pytest.raises(Conflict) as refused:
        preparing.submit(key)
    assert (refused.value.code, refused.value.params["title"]) == (
        "paper_request.bad_file", "Tệp lạ",
    )  # fmt: skip
    preparing.ready(preparing.newer(receipt.paper_id))
    preparing.submit(key)
    preparing.send_back(key)
    with pytest.raises(Conflict, match="nothing_new"):
        preparing.submit(key)
    assert preparing.seen(key).request.standing is RequestStanding.RETURNED


def test_what_is_not_looked_into_or_turns_out_bad_is_not_taken(preparing: Preparing) -> None:
    key = preparing.ask()
    receipt = preparing.file(key)
    preparing.submit(key)
    with pytest.raises(Conflict, match="not_looked_into"):
        preparing.accept(key)
    refusal = Refusal(version_id=receipt.version_id, code="pdf.damaged")
    preparing.gathering.store.execute(SYSTEM, refuse_version, refusal)
    with pytest.raises(Conflict, match=r"paper_request\.failed"):
        preparing.accept(key)
    assert preparing.seen(key).request.state is RequestState.SUBMITTED
    assert preparing.item_papers("thuky") == []


def test_who_hands_in_or_takes_second_is_told(preparing: Preparing) -> None:
    key = preparing.ask()
    preparing.ready(preparing.file(key))
    seen = preparing.seen(key).request.revision
    preparing.submit(key, revision=seen)
    with pytest.raises(Stale):
        preparing.submit(key, "vanthu", revision=seen)
    with pytest.raises(Conflict, match="not_waiting"):
        preparing.submit(key, "vanthu")
    with pytest.raises(Denied):
        preparing.file(key)
    preparing.accept(key)
    with pytest.raises(Conflict, match="nothing_to_accept"):
        preparing.accept(key)
    assert len(preparing.item_papers("thuky")) == 1


def test_two_hand_in_and_two_take_at_once(preparing: Preparing) -> None:
    key = preparing.ask()
    preparing.ready(preparing.file(key))
    for deed in (
        (lambda: preparing.submit(key), lambda: preparing.submit(key, "vanthu")),
        (lambda: preparing.accept(key), lambda: preparing.accept(key)),
    ):
        assert sorted(at_once(*deed)) == ["Conflict", "RequestRef"]
    assert len(preparing.item_papers("thuky")) == 1
    acts = [step.act for step in preparing.seen(key).steps]
    assert acts == [RequestAct.ASK, RequestAct.SUBMIT, RequestAct.ACCEPT]


def at_once(*works: Callable[[], Any]) -> list[str]:
    """Run all side by side; the type of what each came to."""
    ends: list[str] = []

    def one(work: Callable[[], Any]) -> None:
        try:
            ends.append(type(work()).__name__)
        except (Conflict, Stale) as error:
            ends.append(type(error).__name__.replace("Stale", "Conflict"))

    threads = [threading.Thread(target=one, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends
