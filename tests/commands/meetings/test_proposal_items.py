"""An approved proposal becomes an agenda item, and stands in the story of what comes of it."""

from uuid import UUID

import pytest

from ecabinet.core.errors import Conflict, Denied, NotFound
from followup.proposals.outcomes import outcomes
from followup.proposals.states import ProposalState
from followup.rules import register_rules
from meetings.commands.agenda_from_proposal import OUTCOME, PutOnAgenda, put_on_agenda
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.models import AgendaItem
from meetings.queries.detail import meeting
from meetings.story import steps
from tests.commands.followup.world import build_world
from tests.gatherings import MEMBERS, Gathering
from tests.proposals import Proposals


@pytest.fixture
def proposals(gathering: Gathering) -> Proposals:
    """The office as a tree, with a meeting that is planned."""
    register_rules()
    return Proposals(build_world(gathering.store, gathering.office))


def put(gathering: Gathering, who: str, proposal_id: UUID) -> UUID:
    """Put the proposal on the agenda."""
    wish = PutOnAgenda(
        proposal_id=proposal_id, meeting_id=gathering.id, title="Trang bị máy", minutes=5
    )
    return gathering.run(who, put_on_agenda, wish).id


def test_the_secretary_puts_on_the_agenda_what_was_approved(
    gathering: Gathering, proposals: Proposals
) -> None:
    gathering.planned()
    waiting = proposals.in_state(ProposalState.SUBMITTED)
    with pytest.raises(NotFound):
        put(gathering, "thuky", waiting)
    made = proposals.in_state(ProposalState.APPROVED)
    with pytest.raises(Denied):
        put(gathering, "canbo", made)
    with pytest.raises(NotFound):
        put(gathering, "lanhdao", made)  # Decides, but has no part in this meeting.
    with pytest.raises(Conflict):
        put(gathering, "lanhdao", waiting)
    item_id = put(gathering, "thuky", made)
    with gathering.store.reading() as session:
        assert session.get_one(AgendaItem, item_id).title == "Trang bị máy"
    (became,) = proposals.seen("thuky", made).became
    assert (became.kind, became.url) == (OUTCOME, f"/meetings/{gathering.id}")
    assert became.title.endswith(f"nội dung {len(gathering.items) + 1}")
    (hidden,) = proposals.seen("canbo", made).became
    assert (hidden.title, hidden.url) == ("", ""), "who is not of the meeting does not learn of it"


def test_the_item_leads_back_to_its_proposal_for_who_may_read_that(
    gathering: Gathering, proposals: Proposals
) -> None:
    gathering.running("chutri")
    made = proposals.in_state(ProposalState.APPROVED)
    item_id = put(gathering, "thuky", made)

    def shown(who: str) -> dict[str, str | None]:
        with gathering.store.reading() as session:
            found = meeting(session, gathering.as_actor(who), gathering.id)
        return {item.id: item.proposal and item.proposal.url for item in found.agenda}

    links = shown("thuky")
    assert links.pop(item_id) == f"/proposals/{made}"
    assert set(links.values()) == {None}
    assert shown(MEMBERS[0])[item_id] is None, "a member reads the item, not the proposal"


def test_it_is_offered_to_who_prepares_a_meeting(
    gathering: Gathering, proposals: Proposals
) -> None:
    made = proposals.in_state(ProposalState.APPROVED)

    def offered(who: str) -> set[str]:
        return {one.url.rsplit("/", 1)[1] for one in proposals.seen(who, made).offered}

    assert set(outcomes()) >= {"task", "document", OUTCOME}
    assert "agenda" in offered("thuky")
    assert "agenda" not in offered("lanhdao")


def test_the_story_of_a_conclusion_tells_of_the_proposal(
    gathering: Gathering, proposals: Proposals
) -> None:
    gathering.running("chutri")
    item_id = put(gathering, "thuky", proposals.in_state(ProposalState.APPROVED))
    words = ConclusionText(text="Giao Văn phòng mua.", lead_unit_id=proposals.unit("VPTU"))
    cmd = RecordConclusion(item_id=item_id, content=words)
    conclusion_id = gathering.run("thuky", record_conclusion, cmd).id
    with gathering.store.reading() as session:
        told = steps(session, gathering.as_actor("lanhdao"), conclusion_id)
    assert [step.kind for step in told] == ["meeting", "proposal", "approval", "conclusion"]
