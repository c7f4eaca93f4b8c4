"""Damages PDF files where their structure is: references, names, numbers, objects, streams."""

import random
import re

_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.S)
_PARTS = re.compile(rb"\b\d+ 0 R\b|/[A-Za-z]\w+|(?<=[ \[])-?\d+(?:\.\d+)?(?=[ \]/>\r\n])|<<|>>")
_OBJECT = re.compile(rb"\b\d+ 0 obj\b.*?\bendobj\b", re.S)
NUMBERS = (b"0", b"-1", b"2147483648", b"99999999999999999999", b"1e400", b"-0.0000001", b"NaN")
ACTING = (
    b"/OpenAction", b"/AA", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/XFA",
    b"/SubmitForm", b"/Kids", b"/Parent", b"/Contents", b"/Filter", b"/FlateDecode",
    b"/JBIG2Decode", b"/JPXDecode", b"/DCTDecode", b"/ObjStm", b"/XRef", b"/Prev", b"/Encrypt",
    b"/Length", b"/Size",
)  # fmt: skip


def rearranged(content: bytes, seed: int) -> bytes:
    """`content` with some of its parts exchanged for others as `seed` decides.

    Every second file keeps its places, where it can, so that its table of objects still holds.
    """
    chance = random.Random(seed)
    streams = [found.span() for found in _STREAM.finditer(content)]
    parts = [p for p in _PARTS.finditer(content) if not _inside(p.start(), streams)]
    if not parts:
        return content
    kept = seed % 2 == 0
    pieces, at = [], 0
    for part in sorted(chance.sample(parts, min(len(parts), chance.choice((1, 2, 6, 30)))),
                       key=lambda found: found.start()):  # fmt: skip
        put = _instead(part[0], parts, chance)
        if kept and len(put) < len(part[0]):
            put = put.ljust(len(part[0]))
        pieces += [content[at : part.start()], put]
        at = part.end()
    return _objects_moved(b"".join([*pieces, content[at:]]), chance)


def _instead(part: bytes, parts: list[re.Match[bytes]], chance: random.Random) -> bytes:
    alike = [other[0] for other in chance.sample(parts, min(len(parts), 40)) if
             (other[0][:1] == b"/") == (part[:1] == b"/")]  # fmt: skip
    if part[:1] == b"/":
        return chance.choice([*alike[:10], *chance.sample(ACTING, 4)])
    if part[-1:] == b"R":
        return chance.choice((*alike[:6], b"1 0 R", b"999999 0 R", b"null", b"0 65535 R"))
    if part in (b"<<", b">>"):
        return chance.choice((b"<<", b">>", b"[", b"<" * 200, b""))
    return chance.choice((*NUMBERS, *alike[:3]))


def _objects_moved(content: bytes, chance: random.Random) -> bytes:
    """One object a second time, under its own number or another's; or none at all."""
    objects = [found.span() for found in _OBJECT.finditer(content)]
    if not objects or chance.randrange(3):
        return content
    start, end = chance.choice(objects)
    again = content[start:end]
    if chance.randrange(2):
        again = re.sub(rb"^\d+", str(chance.randrange(1, 20)).encode(), again)
    place = chance.choice(objects)[1]
    return content[:place] + b"\n" + again + b"\n" + content[place:]


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
