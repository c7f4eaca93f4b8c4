"""An office with something of everything, made through the real commands: for tests of rights.

thuky runs a meeting with a plain and a secret paper on item 2 (chutri and thuky are cleared), a
vote is open, a task is under way, cuong acts for thuky in sessions.
"""

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from sqlalchemy import select

from documents.commands.upload import StoredFile, UploadPaper, upload_paper
from ecabinet.accounts.commands.clearance import SetClearance, set_clearance
from ecabinet.accounts.commands.delegations import DelegationTerms, create_delegation
from ecabinet.core.clock import office_day, utc_now
from followup.models import Directive
from followup.states import TaskState
from tests.commands.followup.world import World, build_world
from tests.gatherings import Gathering
from tests.samples import plain_pdf

CLEARED = ("thuky", "chutri")
SECRET = "Đề án tuyệt đối riêng"


@dataclass(frozen=True)
class RightsLand:
    """Ids of the things, by kind as rights know them."""

    g: Gathering
    world: World
    things: list[tuple[str, UUID]]
    paper: UUID
    secret: UUID
    delegation: UUID


def build_land(g: Gathering) -> RightsLand:
    """Fill the office of a gathering that is a draft yet."""
    world = build_world(g.store, g.office)
    for username in CLEARED:
        clear(g, username, 2)
    paper = upload(g.running(), "Tờ trình", 0)
    secret = upload(g, SECRET, 2)
    vote = g.open_vote()
    task = world.in_state(TaskState.IN_PROGRESS)
    delegation = delegate(g, "thuky", "cuong", "sessions", "session_papers")
    units = g.office.units
    things: list[tuple[str, UUID]] = [
        ("meeting", g.id),
        *(("agenda_item", item) for item in g.items),
        ("paper", paper),
        ("paper", secret),
        ("ballot", vote),
        ("task", task),
        ("delegation", delegation),
        ("person", g.office.people["canbo"]),
        ("unit", units["TU"]),
        ("body", units["TU"]),
        ("body", units["HUTD"]),
    ]
    with g.store.reading() as session:
        things += [("directive", key) for key in session.scalars(select(Directive.id).limit(1))]
    return RightsLand(g, world, things, paper, secret, delegation)


def clear(g: Gathering, username: str, level: int) -> None:
    """Clear somebody up to a level."""
    cmd = SetClearance(person_id=g.office.people[username], clearance=level, reason="Theo chức vụ")
    g.run("quantri", set_clearance, cmd)


def upload(g: Gathering, title: str, secrecy: int, index: int = 1) -> UUID:
    """Put a paper on an item; its id."""
    blob = g.store.blobs.put(BytesIO(plain_pdf()))
    file = StoredFile(
        blob=blob.sha256, size=blob.size, filename="a.pdf", media_type="application/pdf"
    )
    cmd = UploadPaper(
        container_kind="agenda_item", container_id=g.items[index], file=file, title=title,
        secrecy=secrecy,
    )  # fmt: skip
    paper_id: UUID = g.run("thuky", upload_paper, cmd).paper_id
    return paper_id


def delegate(g: Gathering, giver: str, to: str, *powers: str) -> UUID:
    """Give powers for today; the delegation."""
    today = office_day(utc_now())
    terms = DelegationTerms(
        receiver_id=g.office.people[to], powers=powers, from_on=today, to_on=today, reason="Đi vắng"
    )
    given: UUID = g.run(giver, create_delegation, terms).id
    return given
