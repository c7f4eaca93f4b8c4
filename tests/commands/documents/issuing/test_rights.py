"""Who may do what with official documents and keys; lists and rules agree."""

from collections.abc import Callable

from sqlalchemy import select

from documents.issuing import access
from documents.issuing.models import OfficialDocument, SigningKey
from documents.issuing.policies import (
    POLICIES,
    KeyPermission,
    OfficialPermission,
    keys_visible_to,
    visible_to,
)
from documents.issuing.queries.lists import Shelf, count_mine, documents
from documents.issuing.sources import OfficialKind
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from ecabinet.core.store import Store
from tests.papers_issued import Issued
from tests.people import PEOPLE

AsActor = Callable[[str], Actor]


# Who of the office may do what with minutes of TU: as a draft, and once issued.
DESK, ROOM = {"thuky"}, {"daibieu01", "daibieu02", "daibieu03"}


LEADERS = {"chutri", "lanhdao"}


DRAFTED: dict[OfficialPermission, set[str]] = {
    OfficialPermission.READ: DESK | LEADERS,
    OfficialPermission.DRAFT: DESK,
    OfficialPermission.DISCARD: DESK,
    OfficialPermission.ISSUE: DESK,
    OfficialPermission.SIGN: set(),
    OfficialPermission.SEAL: DESK,
    OfficialPermission.FILE_SCAN: DESK,
    OfficialPermission.SUPERSEDE: DESK,
}


OUT = DRAFTED | {
    OfficialPermission.READ: DESK | LEADERS | ROOM,
    OfficialPermission.SIGN: {"thuky", "chutri"},
}


OF_KEYS: dict[KeyPermission, tuple[set[str], set[str]]] = {
    KeyPermission.READ: ({"chutri"}, DESK),
    KeyPermission.ADD_OF_UNIT: (DESK, DESK),
    KeyPermission.USE: ({"chutri"}, DESK),
    KeyPermission.REMOVE: ({"chutri"}, DESK),
}


def test_everybody_and_every_permission(issued: Issued, store: Store, as_actor: AsActor) -> None:
    assert {*DRAFTED, *OF_KEYS} == set(POLICIES) == {*OfficialPermission, *KeyPermission}
    unit = issued.meeting.office.units["TU"]
    document_id = issued.draft()
    for cells in (DRAFTED, OUT):
        with store.reading() as session:
            held = access.held(session, session.get_one(OfficialDocument, document_id))
            for permission, may in cells.items():
                thing = unit if permission is OfficialPermission.DRAFT else held
                allowed_to = {w for w in PEOPLE if allows(as_actor(w), permission, thing)}
                assert allowed_to == may, permission
        if cells is DRAFTED:
            issued.issue(document_id)
    own, of_unit = issued.key("chutri"), issued.key("thuky", unit)
    with store.reading() as session:
        pair = [session.get_one(SigningKey, key) for key in (own, of_unit)]
        for permission, cells_of in OF_KEYS.items():
            for key, may in zip(pair, cells_of, strict=True):
                thing = unit if permission is KeyPermission.ADD_OF_UNIT else key
                assert {w for w in PEOPLE if allows(as_actor(w), permission, thing)} == may


def test_lists_and_rules_agree(issued: Issued, store: Store, as_actor: AsActor) -> None:
    drafted = issued.draft(OfficialKind.ATTENDANCE)
    out = issued.ready()
    issued.key("chutri")
    issued.key("thuky", issued.meeting.office.units["TU"])
    with store.reading() as session:
        rows = list(session.scalars(select(OfficialDocument)))
        kept = list(session.scalars(select(SigningKey)))
        for who in PEOPLE:
            actor = as_actor(who)
            listed = set(session.scalars(select(OfficialDocument.id).where(visible_to(actor))))
            rule = POLICIES[OfficialPermission.READ]
            ruled = {row.id for row in rows if rule(actor, access.held(session, row))}
            assert listed == ruled, who
            seen = set(session.scalars(select(SigningKey.id).where(keys_visible_to(actor))))
            assert seen == {k.id for k in kept if allows(actor, KeyPermission.READ, k)}, who
        assert count_mine(session, as_actor("thuky")) == 1
        assert count_mine(session, as_actor("chutri")) == 0
        page = documents(session, as_actor("thuky"), Shelf.MINE)
        assert [(row.id, row.my_turn) for row in page.rows] == [(out, True)]
        drafts = documents(session, as_actor("thuky"), Shelf.DRAFTS).rows
        assert [row.id for row in drafts] == [drafted]
        assert documents(session, as_actor("cuong"), Shelf.WAITING).rows == []
