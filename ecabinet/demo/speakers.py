"""Who speaks in the sample meetings: turns spoken, one on the floor, some waiting."""

from uuid import UUID

from ecabinet.demo.sessions import Planned
from ecabinet.demo.teller import Teller
from meetings.catalogue import SpeakingKind
from meetings.commands.floor import GiveFloor, end_turn, give_floor
from meetings.commands.speaking import AskToSpeak, Turn, ask_to_speak


def discussion(teller: Teller, planned: Planned, index: int, minutes: dict[str, float]) -> None:
    """Let people speak on an item, each for so many minutes."""
    for username, length in minutes.items():
        turn = _ask(teller, planned, index, username, SpeakingKind.SPEAK)
        teller.do("thuky", give_floor, GiveFloor(turn_id=turn))
        teller.wait(minutes=length)
        teller.do("thuky", end_turn, Turn(turn_id=turn))


def queue(teller: Teller, planned: Planned, index: int) -> None:
    """One has the floor, three wait to speak, one to question."""
    speaker, *_ = [
        _ask(teller, planned, index, username, SpeakingKind.SPEAK)
        for username in ("daibieu05", "daibieu07", "daibieu09", "daibieu13")
    ]
    _ask(teller, planned, index, "daibieu14", SpeakingKind.QUESTION)
    teller.do("thuky", give_floor, GiveFloor(turn_id=speaker))


def _ask(teller: Teller, planned: Planned, index: int, username: str, kind: SpeakingKind) -> UUID:
    wish = AskToSpeak(meeting_id=planned.meeting_id, item_id=planned.item_ids[index], kind=kind)
    return teller.do(username, ask_to_speak, wish).id
