"""The sentence that says why a vote carried or not: the one place where it is put into words.

It is frozen with the outcome and printed in minutes years later, so it is written in both
languages at once and does not pass through the translations of the screen. Lists: list_words.py.
"""

from meetings.ballot_forms import Choice, Tie
from meetings.terms import Base, Sentence, Terms

_BASE = {
    Base.MEMBERS: ("thành viên", "members"),
    Base.ENTITLED: ("thành viên có quyền biểu quyết", "members entitled to vote"),
    Base.PRESENT: ("thành viên có mặt", "members present"),
    Base.VALID: ("phiếu đã gửi", "ballots cast"),
}
STRAW = Sentence(vi="Thăm dò, không có giá trị quyết định: ", en="Straw poll, not binding: ")
_TIED = {
    Tie.FAILS: Sentence(
        vi="số tán thành và không tán thành ngang nhau", en="votes for and against are equal"
    ),
    Tie.REPEAT: Sentence(
        vi="số tán thành và không tán thành ngang nhau, cần biểu quyết lại",
        en="votes for and against are equal, to be voted on again",
    ),
}
_BY_CHAIR = {
    Choice.YES: Sentence(
        vi="hai bên ngang phiếu, quyết định theo phiếu tán thành của người chủ trì",
        en="votes are equal, the chair's vote in favour decides",
    ),
    Choice.NO: Sentence(
        vi="hai bên ngang phiếu, quyết định theo phiếu không tán thành của người chủ trì",
        en="votes are equal, the chair's vote against decides",
    ),
}


def sentence(
    yes: int,
    whole: int,
    reached: bool,
    terms: Terms,
    *,
    tied: bool = False,
    chair: Choice | None = None,
) -> Sentence:
    """Return why: figures, share, threshold, equal votes, quorum."""
    vi_base, en_base = base_words(terms)
    before = STRAW if not terms.binding else Sentence(vi="", en="")
    if terms.binding:
        vi_verb, en_verb = ("đạt", "reaching") if reached else ("chưa đạt", "not reaching")
        vi_level = f", {vi_verb} mức {threshold_vi(terms)}"
        en_level = f", {en_verb} {threshold_en(terms)}"
        equal = _tie_words(terms, chair) if tied else None
        if equal:
            vi_level, en_level = f"{vi_level}; {equal.vi}", f"{en_level}; {equal.en}"
    else:
        vi_level = en_level = ""
    return Sentence(
        vi=f"{before.vi}{yes} trên {whole} {vi_base} tán thành ({percent(yes, whole, ',')})"
        f"{vi_level}{circulated_words(terms).vi}; {quorum_vi(terms)}.",
        en=f"{before.en}{yes} of {whole} {en_base} in favour ({percent(yes, whole, '.')})"
        f"{en_level}{circulated_words(terms).en}; {quorum_en(terms)}.",
    )


def circulated_words(terms: Terms) -> Sentence:
    """Say how many ballots were answers to a circulation ballot; nothing when none was."""
    if not terms.circulated:
        return Sentence(vi="", en="")
    count = terms.circulated
    return Sentence(
        vi=f", tính cả {count} phiếu lấy ý kiến", en=f", counting {count} given by circulation"
    )


def base_words(terms: Terms) -> tuple[str, str]:
    """Of whom the share is taken, in both languages; with weights, of whose votes."""
    vi, en = _BASE[terms.base]
    if not terms.weighted:
        return vi, en
    if terms.base is Base.VALID:
        return "phiếu biểu quyết đã gửi", "votes cast"
    return f"phiếu biểu quyết của {vi}", f"votes of {en}"


def _tie_words(terms: Terms, chair: Choice | None) -> Sentence | None:
    if terms.tie is not Tie.CHAIR:
        return _TIED[terms.tie]
    return _BY_CHAIR.get(chair, _TIED[Tie.FAILS]) if chair else _TIED[Tie.FAILS]


def threshold_vi(terms: Terms) -> str:
    """The share needed, in Vietnamese: "trên 1/2", "từ 2/3 trở lên", "tất cả"."""
    if terms.numerator == terms.denominator:
        return "tất cả"
    share = f"{terms.numerator}/{terms.denominator}"
    return f"trên {share}" if terms.strict else f"từ {share} trở lên"


def threshold_en(terms: Terms) -> str:
    """The share needed, in English: "more than 1/2", "at least 2/3", "all"."""
    if terms.numerator == terms.denominator:
        return "all"
    share = f"{terms.numerator}/{terms.denominator}"
    return f"more than {share}" if terms.strict else f"at least {share}"


def quorum_vi(terms: Terms) -> str:
    """Whether enough members were there, in Vietnamese."""
    unit = " phiếu biểu quyết" if terms.weighted else ""
    present = f"({terms.present}/{terms.members}{unit})"
    if terms.quorate:
        return f"đủ số thành viên dự họp {present}"
    return f"không đủ số thành viên dự họp {present}, vẫn biểu quyết vì: {terms.override_reason}"


def quorum_en(terms: Terms) -> str:
    """Whether enough members were there, in English."""
    unit = " votes" if terms.weighted else ""
    present = f"({terms.present}/{terms.members}{unit})"
    if terms.quorate:
        return f"quorum present {present}"
    return f"no quorum {present}, the vote was held because: {terms.override_reason}"


def percent(yes: int, whole: int, point: str) -> str:
    """The share in per cent with one decimal, rounded half up, without a needless ",0"."""
    tenths = (2000 * yes + whole) // (2 * whole) if whole else 0
    text = f"{tenths // 10}{point}{tenths % 10}" if tenths % 10 else str(tenths // 10)
    return f"{text} %"
