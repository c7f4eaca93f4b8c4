"""What a template of an agenda consists of."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from ecabinet.core.text import nfc
from meetings.fields import Command, ItemMinutes, ShortText, Title
from meetings.tree import DEEPEST

MOST = 100
"""Templates that one body may keep."""
TemplateName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(nfc),
]


class Line(Command):
    """An item of a template: how deep it lies from 0, and the function that presents it."""

    title: Title
    level: int = Field(0, ge=0, le=DEEPEST)
    minutes: ItemMinutes = 15
    presenter: ShortText = ""
    presenter_unit: ShortText = ""
    members_only: bool = False
