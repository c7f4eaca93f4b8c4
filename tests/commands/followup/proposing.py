"""Proposals on their way upwards."""

from typing import Any
from uuid import UUID

import pytest

from ecabinet.core.errors import DomainError
from followup.proposals.commands.draft import (
    ChangeProposal,
    change_proposal,
)
from tests.commands.followup.world import World
from tests.proposals import Proposals


@pytest.fixture
def proposals(world: World) -> Proposals:
    """The office as a tree, and its proposals."""
    return Proposals(world)


def code_of(work: Any) -> str:
    """Return why something is refused."""
    with pytest.raises(DomainError) as refusal:
        work()
    return refusal.value.code


def change(proposals: Proposals, proposal_id: UUID, **changes: Any) -> Any:
    """Let the drafter change words."""
    row = proposals.row(proposal_id)
    words = {name: getattr(row, name) for name in ("title", "text", "wish", "desired_on")}
    wish = ChangeProposal.model_validate(words | {"proposal_id": proposal_id} | changes)
    return proposals.run("canbo", change_proposal, wish)
