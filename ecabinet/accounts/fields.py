"""What is known of people, as commands take it: trimmed, composed, of a form that works later."""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from ecabinet.core.text import nfc

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
# Not the whole of RFC 5322: what mail servers of offices take, and nothing that breaks a header.
EMAIL = re.compile(r"[A-Za-z0-9._%+'/=-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")
PHONE = re.compile(r"\+?[0-9][0-9 ().-]{2,28}")


def _matching(pattern: re.Pattern[str], code: str) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(code)
        return text

    return AfterValidator(check)


def _one_line(text: str) -> str:
    return " ".join(nfc(text).split())


Username = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True),
    _matching(USERNAME, "person.bad_username"),
]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254),
    _matching(EMAIL, "person.bad_email"),
]
Phone = Annotated[
    str, StringConstraints(strip_whitespace=True), _matching(PHONE, "person.bad_phone")
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(_one_line),
]
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_one_line),
]
Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(_one_line),
]
