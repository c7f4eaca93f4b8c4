"""Why a file was not accepted as a PDF."""

from ecabinet.core.errors import Invalid

REASONS = frozenset(
    {
        "not_pdf",  # params: found, the kind of file it is (a value of filetype.Kind)
        "empty",
        "truncated",  # unreadable, and its end is missing: the upload was cut short
        "broken",
        "encrypted",  # a password is needed to open it
        "wrong_password",  # the one given does not open it
        "too_many_pages",  # params: pages, limit
        "too_large",  # params: limit in bytes; or it needs more memory than allowed (no params)
        "timeout",
        "no_such_page",  # params: page, pages
    }
)
# Why nothing was signed; the file is not to blame.
NOT_SIGNED = frozenset(
    {
        "no_key_file",  # it is no PKCS#12 file
        "no_key",  # no certificate with its key is in it
        "wrong_pin",
        "pin_locked",  # the token takes no PIN any more
        "no_token",
        "other_name",  # params: name; the certificate is somebody else's
        "other_certificate",
        "expired",  # params: day, ISO
        "not_yet_valid",  # params: day, ISO
        "not_for_signatures",
        "weak_key",
        "no_place_to_sign",
        "no_timestamp",  # the authority that was set gave none
    }
)


class PdfRejected(Invalid):
    """The file cannot be used; `code` is `pdf.<reason>` and `reason` one of `REASONS`."""

    def __init__(self, reason: str, /, **params: object) -> None:
        if reason not in REASONS:
            raise ValueError(f"unknown reason to reject a PDF: {reason}")
        super().__init__(f"pdf.{reason}", **params)
        self.reason = reason


class NotSigned(Invalid):
    """Nothing was signed; `code` is `signing.<reason>` and `reason` one of `NOT_SIGNED`."""

    def __init__(self, reason: str, /, **params: object) -> None:
        if reason not in NOT_SIGNED:
            raise ValueError(f"unknown reason not to sign: {reason}")
        super().__init__(f"signing.{reason}", **params)
        self.reason = reason
