"""A summary as it goes to the child that writes it: plain words, already in somebody's language."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class Said(BaseModel):
    """One reply; `settles` are words such as "Đã xong", or empty."""

    model_config = ConfigDict(frozen=True)
    author: str
    at: datetime
    text: str
    settles: str = ""


class Comment(BaseModel):
    """One mark with its replies; `state` in words, `quote` is the passage marked."""

    model_config = ConfigDict(frozen=True)
    page: int
    layer: str
    kind: str
    author: str
    at: datetime
    quote: str
    text: str
    replies: tuple[Said, ...]
    state: str


class Heads(BaseModel):
    """The words above the columns."""

    model_config = ConfigDict(frozen=True)
    page: str
    author: str
    at: str
    layer: str
    kind: str
    quote: str
    text: str
    replies: str
    state: str


class Summary(BaseModel):
    """The whole list; `made` is the moment the file carries: the same marks give the same file."""

    model_config = ConfigDict(frozen=True)
    title: str
    paper: str
    facts: tuple[str, ...]
    made: datetime
    heads: Heads
    comments: tuple[Comment, ...]
