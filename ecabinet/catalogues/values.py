"""Kinds of values that entries hold: codes, names, shares of a whole."""

from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from ecabinet.core.text import nfc

LONGEST_CODE = 30
SIGNS = frozenset("-._")


def _plain(code: str) -> str:
    code = nfc(code)
    if not (code[0].isalnum() and all(c.isalnum() or c in SIGNS for c in code)):
        raise ValueError("catalogue.bad_code")
    return code


def _printable(text: str) -> str:
    text = nfc(text)
    if any(ord(c) < 32 and c not in "\n\t" for c in text):
        raise ValueError("catalogue.bad_text")
    return text


Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_CODE),
    AfterValidator(_plain),
]
"""Letters and figures, with - . _ between: what stands in symbols, files and addresses."""

Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_printable),
]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_printable)
]
Part = Annotated[int, Field(ge=1, le=100)]


class EntryData(BaseModel):
    """Parent of what the entries of one catalogue hold beside code and name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Share(EntryData):
    """A share of a number: at least `numerator`/`denominator`, or with `strict` more than it."""

    numerator: Part = 1
    denominator: Part = 2
    strict: bool = True

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        """Nothing is more than all."""
        whole = self.numerator == self.denominator
        if self.numerator > self.denominator or (whole and self.strict):
            raise ValueError("catalogue.share_above_one")
        return self
