"""Makes the papers to measure with: a scan as heavy as wished, and a long paper of text.

A scan is what an office copier writes: one JPEG a page, A4 at 200 dots per inch, no text.
"""

import random
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 1654, 2339


def scanned_page(seed: int, grain: int = 64, quality: int = 92) -> bytes:
    """Return a page of lines as a copier sees it: grey, grainy, never twice the same."""
    chance = random.Random(seed)
    page = Image.new("L", (WIDTH, HEIGHT), 246)
    pen = ImageDraw.Draw(page)
    for line in range(60):
        y = 160 + line * 34
        for start in range(200, WIDTH - 260, 60):
            pen.rectangle((start, y, start + chance.randint(8, 52), y + 9), fill=40)
    noise = Image.effect_noise((WIDTH, HEIGHT), grain).filter(ImageFilter.GaussianBlur(0.4))
    kept = BytesIO()
    Image.blend(page, noise, 0.35).save(kept, "JPEG", quality=quality)
    return kept.getvalue()


def write_scan(target: Path, megabytes: int) -> int:
    """Write a scan of about so many megabytes (10**6 bytes) to `target`; return its pages."""
    looks = [scanned_page(seed) for seed in range(4)]
    with target.open("wb") as file:
        places: list[int] = []

        def put(number: int, body: bytes) -> None:
            places.append(file.tell())
            file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

        file.write(b"%PDF-1.5\n")
        put(1, b"<< /Type /Catalog /Pages 2 0 R >>")
        count = max(1, round(megabytes * 1_000_000 / (sum(map(len, looks)) / len(looks))))
        kids = b" ".join(b"%d 0 R" % (3 + 3 * n) for n in range(count))
        put(2, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids))
        for n in range(count):
            _put_page(put, 3 + 3 * n, looks[n % len(looks)] + b"%d" % n)
        start = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        file.write(b"".join(b"%010d 00000 n \n" % place for place in places))
        tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        file.write(tail % (len(places) + 1, start))
    return count


def _put_page(put, number: int, jpeg: bytes) -> None:  # type: ignore[no-untyped-def]
    width, height = A4
    put(
        number,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R "
        b"/Resources << /XObject << /I %d 0 R >> >> >>" % (width, height, number + 1, number + 2),
    )
    draw = b"q %.2f 0 0 %.2f 0 0 cm /I Do Q" % (width, height)
    put(number + 1, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw))
    put(
        number + 2,
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream"
        % (WIDTH, HEIGHT, len(jpeg), jpeg),
    )


def write_text(target: Path, pages: int) -> None:
    """Write a paper of `pages` pages of words to `target`."""
    canvas = Canvas(str(target), pagesize=A4)
    for page in range(1, pages + 1):
        for line in range(45):
            canvas.drawString(72, A4[1] - 72 - line * 15, f"Page {page}, line {line}: " + "x" * 60)
        canvas.showPage()
    canvas.save()
