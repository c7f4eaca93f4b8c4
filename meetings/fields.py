"""Texts as commands take them: trimmed, in composed form, of limited length."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from ecabinet.core.text import nfc

Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(nfc),
]
ShortText = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(nfc)
]
LongText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000),
    AfterValidator(nfc),
]
Remark = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2_000), AfterValidator(nfc)
]
PaperName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(nfc),
]
Minutes = Annotated[int, Field(ge=1, le=600)]
ItemMinutes = Annotated[int, Field(ge=0, le=600)]
"""0 is for an item that only holds sub-items."""
ItemSecrecy = Annotated[int, Field(ge=0, le=3)]
"""The levels of papers: none, mật, tối mật, tuyệt mật (documents/secrecy.py)."""
Part = Annotated[int, Field(ge=1, le=100)]


class Command(BaseModel):
    """Parent of what commands take and answer."""

    model_config = ConfigDict(frozen=True)
