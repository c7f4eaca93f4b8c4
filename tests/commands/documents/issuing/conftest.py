"""A meeting that was held, whose documents are issued and signed."""

import pytest

from ecabinet.platform import Platform
from tests.gatherings import Gathering, gathering
from tests.papers_issued import Issued, held_meeting

__all__ = ["gathering"]


@pytest.fixture
def issued(platform: Platform, gathering: Gathering) -> Issued:
    """The meeting, and what makes its documents."""
    return held_meeting(platform, gathering)
