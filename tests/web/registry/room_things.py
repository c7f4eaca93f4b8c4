"""One of everything that came out of work in the room, with the name of its id."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from documents.carrying.fates import Fate
from documents.models import CarriedMark
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.ids import new_id
from meetings.calendar.commands.proposals import ProposeLine, propose_line
from meetings.calendar.commands.weeks import OpenWeek, open_week
from meetings.commands.ask_papers import AskForPapers, ask_for_papers
from meetings.commands.show import OpenScreen, open_screen
from meetings.commands.speaking import AskToSpeak, ask_to_speak
from meetings.minutes.commands.opening import OpenMinutes, open_minutes
from meetings.minutes.commands.writing import WriteBlock, write_block
from meetings.minutes.models import MinutesAmendment, MinutesBlock, MinutesVersion
from meetings.minutes.states import Origin
from meetings.minutes.text import kept, typed
from meetings.opinions.commands.giving import GiveOpinion, give_opinion
from meetings.opinions.commands.opening import OpenOpinions, open_opinions
from tests.gatherings import Gathering
from tests.web.registry.names import AN, BINH, SECRET


def calendar_things(gathering: Gathering) -> dict[str, Any]:
    """A week that An's desk compiles, with a line that An's own unit asked for."""
    unit, day = gathering.office.units["TU"], office_day(utc_now()) + timedelta(days=14)
    week = gathering.run(AN, open_week, OpenWeek(unit_id=unit, day=day))
    wish = ProposeLine(body_id=unit, unit_id=unit, day=day, content=SECRET)
    line = gathering.run(AN, propose_line, wish)
    return {"week_id": week.id, "line_id": line.id, "secret": "khong-ai-biet"}


def room_things(gathering: Gathering, ids: dict[str, Any]) -> dict[str, Any]:
    """A wish to speak, a screen, and a mark of An's of which nobody knows where it belongs now."""
    wish = AskToSpeak(meeting_id=gathering.id, item_id=gathering.items[1])
    turn = gathering.run(BINH, ask_to_speak, wish)
    wanted = OpenScreen(meeting_id=gathering.id, name=SECRET, code_hash="x")
    screen = gathering.run(AN, open_screen, wanted)
    carried_id, mark_id = new_id(), ids["annotation_id"]
    with gathering.store.engine.begin() as connection:
        connection.execute(
            insert(CarriedMark).values(
                id=carried_id, version_id=ids["version_id"], origin_id=mark_id, root_id=mark_id,
                mark_id=mark_id, fate=Fate.UNCERTAIN, spot=None, others=[], quote=SECRET,
                revision=1, created_at=utc_now(),
            )
        )  # fmt: skip
    paper = AskForPapers(
        item_id=gathering.items[1], unit_ids=(gathering.office.units["VPTU"],),
        names=(f"Báo cáo {SECRET}",), note=SECRET, due_on=office_day(utc_now()),
    )  # fmt: skip
    (request_id,) = gathering.run(AN, ask_for_papers, paper).request_ids
    call = OpenOpinions(item_ids=(gathering.items[1],), note=SECRET)
    gathering.run(AN, open_opinions, call)
    said = GiveOpinion(item_id=gathering.items[1], text=SECRET)
    opinion = gathering.run(AN, give_opinion, said)
    return minutes_things(gathering) | {
        "opinion_id": opinion.opinion_id,
        "turn_id": turn.id,
        "carried_id": carried_id,
        "request_id": request_id,
        "screen_id": screen.id,
    }


def minutes_things(gathering: Gathering) -> dict[str, Any]:
    """Minutes that An writes, with a text, a version of it, and an amendment of An's own."""
    gathering.run(AN, open_minutes, OpenMinutes(meeting_id=gathering.id))
    item = MinutesBlock.item_id == gathering.items[1]
    with gathering.store.reading() as session:
        block_id = session.scalars(select(MinutesBlock.id).where(item)).one()
    gathering.run(AN, write_block, WriteBlock(block_id=block_id, base=1, body=typed(SECRET)))
    typed_here = (MinutesVersion.block_id == block_id, MinutesVersion.origin == Origin.TYPED)
    with gathering.store.reading() as session:
        version_id = session.scalars(select(MinutesVersion.id).where(*typed_here)).one()
    amendment_id = new_id()
    with gathering.store.engine.begin() as connection:
        connection.execute(
            insert(MinutesAmendment).values(
                id=amendment_id, block_id=block_id, base=2, body=kept(typed("x")), reason=SECRET,
                person_id=gathering.office.people[AN], name=AN, title="", made_at=utc_now(),
                state="pending", answer="", revision=1,
            )
        )  # fmt: skip
    return {"block_id": block_id, "minutes_version_id": version_id, "amendment_id": amendment_id}
