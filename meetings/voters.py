"""How what somebody cast is joined with their right to vote."""

from sqlalchemy import ColumnElement

from meetings.models import Ballot, TurnoutMark, VoteEntitlement, VoteProxy


def of_the_entitled(
    table: type[Ballot] | type[TurnoutMark] | type[VoteProxy],
) -> ColumnElement[bool]:
    """Return the condition: of the same vote and participant as the entitlement."""
    return (table.vote_id == VoteEntitlement.vote_id) & (
        table.participant_id == VoteEntitlement.participant_id
    )
