"""Every permission of circulation ballots, for every part, in every state; and the SQL twins."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from ecabinet.core.actors import Actor, HeldOffice, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.permissions import allows
from ecabinet.core.store import Store
from meetings.circulation.commands.flow import publish_circulation
from meetings.circulation.models import Circulation, CirculationPart
from meetings.circulation.policies import (
    POLICIES,
    CirculationPermission,
    OpinionPermission,
    opinions_visible_to,
    visible_ids,
)
from meetings.circulation.rules import register_rules
from meetings.circulation.states import COUNTED, CirculationState
from tests.circulations import ASKED, draft
from tests.fixtures import Office
from tests.people import PEOPLE

UNIT = uuid4()
PARTS = ("secretary", "tracker", "asked", "stranger", "administrator", "other_secretary")
RUNS = {"secretary", "tracker"}
P, S = CirculationPermission, CirculationState
Expected = Callable[[str, CirculationState], bool]

EXPECTED: dict[CirculationPermission, Expected] = {
    P.READ: lambda part, state: part in RUNS or (part == "asked" and state != S.DRAFT),
    P.RUN: lambda part, _state: part in RUNS,
    P.ADD_PAPERS: lambda part, state: part in RUNS and state == S.DRAFT,
    P.ANSWER: lambda part, state: part == "asked" and state != S.DRAFT,
    P.READ_ANSWERS: lambda part, _state: part in RUNS,
    P.READ_RESULT: lambda part, state: (
        (part in RUNS and state in COUNTED) or (part == "asked" and state == S.PUBLISHED)
    ),
}


@pytest.fixture(autouse=True)
def rules() -> None:
    """The table as the application registers it."""
    register_rules()


def thing(state: CirculationState) -> tuple[Circulation, dict[str, UUID]]:
    ids = {part: uuid4() for part in PARTS}
    row = Circulation(
        id=uuid4(), unit_id=UNIT, tracker_id=ids["tracker"], state=state,
        due_at=utc_now() + timedelta(hours=1),
    )  # fmt: skip
    row.parts = [CirculationPart(id=uuid4(), person_id=ids["asked"])]
    return row, ids


def actor(part: str, person_id: UUID) -> Actor:
    offices = {
        "secretary": (HeldOffice(UNIT, Role.SECRETARY, ""),),
        "administrator": (HeldOffice(UNIT, Role.ADMINISTRATOR, ""),),
        "asked": (HeldOffice(UNIT, Role.MEMBER, ""),),
        "other_secretary": (HeldOffice(uuid4(), Role.SECRETARY, ""),),
    }
    return Actor(person_id, part, part, offices=offices.get(part, ()))


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("permission", set(P) - {P.CREATE})
def test_every_cell(permission: P, part: str, state: CirculationState) -> None:
    row, ids = thing(state)
    assert allows(actor(part, ids[part]), permission, row) == EXPECTED[permission](part, state)


@pytest.mark.parametrize("part", PARTS)
def test_drafts_are_written_by_secretaries_of_the_unit(part: str) -> None:
    assert allows(actor(part, uuid4()), P.CREATE, UNIT) == (part == "secretary")


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("part", [*PARTS, "colleague"])
def test_files_of_an_answer(part: str, state: CirculationState) -> None:
    """Read by its writer and the officers, and by all asked once published; added while open."""
    row, ids = thing(state)
    ids["colleague"] = uuid4()
    row.parts.append(CirculationPart(id=uuid4(), person_id=ids["colleague"]))
    own = row.parts[0]
    who = actor(part, ids[part])
    reads = part in {*RUNS, "asked"} or (part == "colleague" and state == S.PUBLISHED)
    assert allows(who, OpinionPermission.READ, own) == reads
    adds = part == "asked" and state == S.SENT
    assert allows(who, OpinionPermission.ADD_FILE, own) == adds
    row.due_at = utc_now() - timedelta(seconds=1)
    assert not allows(who, OpinionPermission.ADD_FILE, own)


def test_the_matrix_knows_every_permission() -> None:
    assert set(POLICIES) == {*P, *OpinionPermission}
    assert set(EXPECTED) == set(P) - {P.CREATE}


def test_lists_show_what_the_rules_allow(
    store: Store, office: Office, as_actor: Callable[[str], Actor]
) -> None:
    kept = draft(store, office, as_actor)
    sent = draft(store, office, as_actor, tracker_id=office.people["canbo"]).send()
    done = draft(store, office, as_actor).send()
    for name in ASKED:
        done.answer(name)
    done.on("thuky", publish_circulation)
    with store.reading() as session:
        rows = [session.get_one(Circulation, one.id) for one in (kept, sent, done)]
        parts = [part for row in rows for part in row.parts]
        shown = 0
        for name in PEOPLE:
            who = as_actor(name)
            listed = set(session.scalars(visible_ids(who)))
            assert listed == {row.id for row in rows if allows(who, P.READ, row)}, name
            files = set(session.scalars(opinions_visible_to(who)))
            may = {p.id for p in parts if allows(who, OpinionPermission.READ, p)}
            assert files == may, name
            shown += len(listed)
        assert shown == 3 + 1 + 2 * len(ASKED)
