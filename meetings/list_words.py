"""The sentence of a list of options or candidates: who is elected and why, in both languages."""

from collections.abc import Callable, Iterable

from meetings.ballot_forms import Form, Tie
from meetings.election import Election
from meetings.terms import OptionResult, Sentence, Terms
from meetings.verdict_words import (
    STRAW,
    base_words,
    circulated_words,
    percent,
    quorum_en,
    quorum_vi,
    threshold_en,
    threshold_vi,
)

_ELECTED = {
    Form.CANDIDATES: Sentence(vi="Trúng cử", en="Elected"),
    Form.CHOOSE: Sentence(vi="Được chọn", en="Chosen"),
}
_NOBODY = {
    Form.CANDIDATES: Sentence(vi="Không ai trúng cử", en="Nobody is elected"),
    Form.CHOOSE: Sentence(vi="Không phương án nào được chọn", en="No option is chosen"),
}
_TIED = {
    Tie.FAILS: Sentence(vi="không được chọn", en="not elected"),
    Tie.REPEAT: Sentence(vi="cần bầu lại giữa các đồng chí này", en="to be voted on again"),
    Tie.CHAIR: Sentence(
        vi="phiếu của người chủ trì không phân định được", en="the chair's ballot does not decide"
    ),
}
_TIED_OPTIONS = Sentence(vi="cần biểu quyết lại giữa các phương án này", en="to be voted on again")
_BY_CHAIR = Sentence(vi="quyết định theo phiếu của người chủ trì", en="the chair's ballot decides")


def list_sentence(found: Election, whole: int, terms: Terms) -> Sentence:
    """Return why: who, with how many votes, what was needed, equal votes, quorum."""
    vi_base, en_base = base_words(terms)
    least = terms.fraction.least(whole)
    more = circulated_words(terms)
    vi = f"mức cần đạt {threshold_vi(terms)} của {whole} {vi_base} (ít nhất {least} phiếu){more.vi}"
    en = f"needed {threshold_en(terms)} of {whole} {en_base} (at least {least}){more.en}"
    who = _elected(found.options, whole, terms)
    if not terms.binding:
        return Sentence(
            vi=f"{STRAW.vi}{_ranked(found.options, whole, 'vi')}{more.vi}; {quorum_vi(terms)}.",
            en=f"{STRAW.en}{_ranked(found.options, whole, 'en')}{more.en}; {quorum_en(terms)}.",
        )
    equal = _equal(found, terms)
    return Sentence(
        vi="; ".join(part for part in (who.vi, equal.vi, vi, quorum_vi(terms)) if part) + ".",
        en="; ".join(part for part in (who.en, equal.en, en, quorum_en(terms)) if part) + ".",
    )


def _elected(options: Iterable[OptionResult], whole: int, terms: Terms) -> Sentence:
    elected = [option for option in options if option.elected]
    if not elected:
        return _NOBODY[terms.form]
    word = _ELECTED[terms.form]
    of = f" {len(elected)}/{terms.seats}" if terms.seats else ""
    return Sentence(
        vi=f"{word.vi}{of}: {_ranked(elected, whole, 'vi')}",
        en=f"{word.en}{of}: {_ranked(elected, whole, 'en')}",
    )


def _equal(found: Election, terms: Terms) -> Sentence:
    if not found.tied:
        return Sentence(vi="", en="")
    names = ", ".join(option.words for option in found.options if option.tied)
    said = _BY_CHAIR if found.by_chair else _TIED[terms.tie]
    if terms.tie is Tie.REPEAT and terms.form is Form.CHOOSE:
        said = _TIED_OPTIONS
    return Sentence(vi=f"ngang phiếu: {names}, {said.vi}", en=f"equal votes: {names}, {said.en}")


def _ranked(options: Iterable[OptionResult], whole: int, language: str) -> str:
    """The options, most votes first, each with its figures."""
    told: dict[str, Callable[[OptionResult], str]] = {
        "vi": lambda o: f"{o.words} ({o.votes} phiếu, {percent(o.votes, whole, ',')})",
        "en": lambda o: f"{o.words} ({o.votes}, {percent(o.votes, whole, '.')})",
    }
    ranked = sorted(options, key=lambda option: (-option.votes, option.position))
    return ", ".join(told[language](option) for option in ranked)
