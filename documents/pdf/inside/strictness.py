"""Whether the one part of a file that a signature does not cover holds the signature alone.

The signature covers all but its own hexadecimal text. Letters of another case, padding that is not
zero, or a second way to write the same structure would be changes that it cannot see.
"""

import re
from typing import Any

from asn1crypto import cms, core

_HEX = (re.compile(rb"[0-9a-f]*\Z"), re.compile(rb"[0-9A-F]*\Z"))


def holds_only_itself(data: bytes, byte_range: list[int]) -> bool:
    """Whether the gap between the covered parts is exactly one canonical signature."""
    start, first, second, _rest = byte_range
    gap = data[start + first : second]
    if gap[:1] != b"<" or gap[-1:] != b">":
        return False
    text = gap[1:-1]
    if len(text) % 2 or not any(form.match(text) for form in _HEX):
        return False
    raw = bytes.fromhex(text.decode())
    return _is_padded_with_zeros(raw)


def _is_padded_with_zeros(raw: bytes) -> bool:
    try:
        length = len(core.Any.load(raw).dump())
    except ValueError:
        return False
    return not raw[length:].strip(b"\0")


def is_written_once(signed: cms.SignedData) -> bool:
    """Whether algorithms, versions and certificates are as one writer would put them."""
    info = signed["signer_infos"][0]
    plain = [info["digest_algorithm"], *signed["digest_algorithms"]]
    return (
        len(signed["signer_infos"]) == 1
        and all(_has_no_parameters(algorithm) for algorithm in plain)
        and len({algorithm["algorithm"].native for algorithm in plain}) == 1
        and signed["version"].native in {"v1", "v3"}
        and info["version"].native in {"v1", "v3"}
    )


def _has_no_parameters(algorithm: Any) -> bool:
    return algorithm["parameters"].native is None
