"""What the API of votes takes, where commands want more than the body says."""

from typing import Annotated

from pydantic import BaseModel, Field

from meetings.commands.question import Question


class Slate(BaseModel):
    """The questions of a slate, in order."""

    questions: Annotated[tuple[Question, ...], Field(min_length=2, max_length=20)]
