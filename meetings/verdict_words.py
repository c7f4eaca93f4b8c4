"""The sentence that says why a vote carried or not: the one place where it is put into words.

It is frozen with the outcome and printed in minutes years later, so it is written in both
languages at once and does not pass through the translations of the screen.
"""

from meetings.terms import Base, Sentence, Terms

_BASE = {
    Base.MEMBERS: ("thành viên", "members"),
    Base.PRESENT: ("thành viên có mặt", "members present"),
    Base.VALID: ("phiếu đã gửi", "ballots cast"),
}


def sentence(yes: int, whole: int, carried: bool, terms: Terms) -> Sentence:
    """Return why: figures, share, threshold, quorum."""
    vi_base, en_base = _BASE[terms.base]
    vi_verb = "đạt mức" if carried else "chưa đạt mức"
    en_verb = "reaching" if carried else "not reaching"
    return Sentence(
        vi=f"{yes} trên {whole} {vi_base} tán thành ({_percent(yes, whole, ',')}), "
        f"{vi_verb} {threshold_vi(terms)}; {_quorum_vi(terms)}.",
        en=f"{yes} of {whole} {en_base} in favour ({_percent(yes, whole, '.')}), "
        f"{en_verb} {threshold_en(terms)}; {_quorum_en(terms)}.",
    )


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


def _quorum_vi(terms: Terms) -> str:
    present = f"({terms.present}/{terms.members})"
    if terms.quorate:
        return f"đủ số thành viên dự họp {present}"
    return f"không đủ số thành viên dự họp {present}, vẫn biểu quyết vì: {terms.override_reason}"


def _quorum_en(terms: Terms) -> str:
    present = f"({terms.present}/{terms.members})"
    if terms.quorate:
        return f"quorum present {present}"
    return f"no quorum {present}, the vote was held because: {terms.override_reason}"


def _percent(yes: int, whole: int, point: str) -> str:
    """The share in per cent with one decimal, rounded half up, without a needless ",0"."""
    tenths = (2000 * yes + whole) // (2 * whole) if whole else 0
    text = f"{tenths // 10}{point}{tenths % 10}" if tenths % 10 else str(tenths // 10)
    return f"{text} %"
