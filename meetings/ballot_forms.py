"""Forms of ballots, and whether what a ballot says fits its form. Pure: knows no voters.

Source: domain.md, section 5: yes / no / other opinion; choose k of n; candidate list.
"""

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict

from ecabinet.core.errors import Invalid


class Kind(StrEnum):
    """How a vote is held: named, secret, without effect, or in writing between meetings."""

    OPEN = "open"
    SECRET = "secret"  # noqa: S105 - a kind of vote, no password
    STRAW = "straw"
    CIRCULATION = "circulation"


class Form(StrEnum):
    """What is asked: one answer, some options of many, or of each candidate whether approved."""

    YES_NO_OTHER = "yes_no_other"
    CHOOSE = "choose"
    CANDIDATES = "candidates"


class Tie(StrEnum):
    """What equal votes lead to: nothing, a vote anew between them, or what the chair's ballot says.

    A vote anew: rules of elections in the Party (190-QĐ/TW, 2024). The chair's: people's committees
    (Luật Tổ chức chính quyền địa phương 2015, Điều 117). Of a secret vote nobody knows the chair's.
    """

    FAILS = "fails"
    REPEAT = "repeat"
    CHAIR = "chair"


class Choice(StrEnum):
    """What a ballot can answer to a question."""

    YES = "yes"
    NO = "no"
    OTHER = "other"


class Said(BaseModel):
    """What one ballot says, in any form.

    `choice` answers a question, `text` goes with another opinion, or explains. `chosen` are the
    positions (from 1) of the options chosen or candidates approved; who is not among them is not.
    """

    model_config = ConfigDict(frozen=True)
    choice: Choice | None = None
    text: str = ""
    chosen: tuple[int, ...] | None = None


def said_by(choice: str | None, text: str, chosen: list[int] | None) -> Said:
    """Return what a ballot says as it was stored."""
    return Said(
        choice=Choice(choice) if choice else None,
        text=text,
        chosen=None if chosen is None else tuple(chosen),
    )


class Ballots(BaseModel):
    """The form of a vote's ballots: of `options` options at least `least`, at most `most`."""

    model_config = ConfigDict(frozen=True)
    form: Form = Form.YES_NO_OTHER
    options: int = 0
    least: int = 0
    most: int = 0

    @property
    def by_list(self) -> bool:
        """Whether options are ticked, rather than a question answered."""
        return self.form is not Form.YES_NO_OTHER

    @classmethod
    def question(cls) -> Self:
        """The form with one answer."""
        return cls()


def check(said: Said, ballots: Ballots) -> Said:
    """Return what the ballot says with its options in order.

    Raises:
        Invalid: it answers in another form, names an option that is not there or one twice, or
            too few or too many of them. There are no spoilt ballots: they are refused.
    """
    if not ballots.by_list:
        if said.choice is None or said.chosen is not None:
            raise Invalid("ballot.wrong_form", field="choice")
        return said
    if said.chosen is None or said.choice is not None:
        raise Invalid("ballot.wrong_form", field="chosen")
    chosen = sorted(said.chosen)
    if len(set(chosen)) < len(chosen) or not all(1 <= n <= ballots.options for n in chosen):
        raise Invalid("ballot.no_such_option", field="chosen")
    if len(chosen) < ballots.least:
        raise Invalid("ballot.too_few", field="chosen", least=ballots.least)
    if len(chosen) > ballots.most:
        raise Invalid("ballot.too_many", field="chosen", most=ballots.most)
    return said.model_copy(update={"chosen": tuple(chosen)})


def check_form(form: Form, options: int, least: int, most: int, seats: int) -> Ballots:
    """Return the form of a vote being prepared, with `most` filled in where it is 0.

    Raises:
        Invalid: options for a question, fewer than two to choose from, or bounds that no ballot
            could keep to. `seats` (0: as many as reach the share) may not exceed the options.
    """
    if form is Form.YES_NO_OTHER:
        if options or least or most or seats:
            raise Invalid("vote.options_without_list", field="options")
        return Ballots.question()
    if options < (2 if form is Form.CHOOSE else 1):
        raise Invalid("vote.too_few_options", field="options")
    highest = most or seats or options
    if not least <= highest <= options:
        raise Invalid("vote.bad_bounds", field="most", options=options)
    if seats > options:
        raise Invalid("vote.too_many_seats", field="seats", options=options)
    return Ballots(form=form, options=options, least=least, most=highest)
