"""Codes of authenticator apps: TOTP (RFC 6238), six digits, thirty seconds."""

import hmac
import io
from datetime import datetime

import pyotp
import segno
from markupsafe import Markup

STEP_SECONDS = 30
DRIFT = 1
"""How many steps a telephone's clock may be early or late."""

DIGITS = 6


def new_totp_secret() -> str:
    """Return a fresh secret (160 bits, base32), as RFC 4226 recommends."""
    return pyotp.random_base32()


def cleaned(code: str) -> str:
    """Return what was typed without the spaces and hyphens people copy along."""
    return "".join(code.split()).replace("-", "")


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step whose code `code` is, at most one step from `now`; else None."""
    typed = cleaned(code)
    if len(typed) != DIGITS or not typed.isascii() or not typed.isdigit():
        return None
    present = int(now.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    found = None
    for step in range(present - DRIFT, present + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step), typed):
            found = step
    return found


def uri(secret: str, username: str, issuer: str) -> str:
    """Return the address an authenticator app reads from the QR code."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=issuer))


def qr_svg(text: str, *, alone: bool = False) -> Markup:
    """Return the QR code as SVG to stand in a page, or `alone` as a picture: shapes, no script."""
    code = segno.make(text, error="m", micro=False)
    if alone:
        out = io.BytesIO()
        code.save(out, kind="svg", scale=5, border=4, dark="#000", light="#fff", omitsize=True)
        return Markup(out.getvalue().decode())  # noqa: S704  # nosec B704 - as below
    drawn = code.svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True)
    return Markup(drawn)  # noqa: S704  # nosec B704 - segno draws it; text becomes squares
