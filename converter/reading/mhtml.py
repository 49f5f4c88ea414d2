"""Web archives (MHTML) and mails: the first page in them, or else their text; pictures and frames are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes

from converter.errors import UnreadableInput
from converter.reading.html import html_lines
from converter.reading.layout import Line
from converter.reading.limits import MAX_PARTS, within
from converter.reading.text import text_lines

_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_UTF_8 = b"\xef\xbb\xbf"


def mhtml_lines(content: bytes) -> Iterator[Line]:
    """Yield the lines of the first page of a web archive or a mail, or else of its text; they count within it.

    Raises:
        UnreadableInput: ``archive-without-page``, ``mail-with-files``, and all that a page or a text raises.
        LimitExceeded: ``zip-bomb`` (too many parts), and all that a page raises.
    """
    within(len(_PART.findall(content)), MAX_PARTS, "parts", "zip-bomb")
    parts = list(message_from_bytes(content.lstrip()).walk())
    attached = sum(part.get_content_disposition() == "attachment" for part in parts)
    if attached:
        raise UnreadableInput(
            "mail-with-files",
            f"The file is a mail with {attached} attached file(s).",
            "Save the attached return, and give it alone.",
        )
    for kind, lines in (("text/html", html_lines), ("text/plain", text_lines)):
        for part in parts:
            page = part.get_payload(decode=True) if part.get_content_type() == kind else None
            if isinstance(page, bytes) and page.strip():
                return lines(_as_declared(page, part.get_content_charset()))
    raise UnreadableInput(
        "archive-without-page", "The web archive (MHTML) holds no page.", "Save the page again, as HTML."
    )


def _as_declared(page: bytes, charset: str | None) -> bytes:
    """A page in the encoding that its part declares, if it does and it fits; else as it is."""
    try:
        return _UTF_8 + page.decode(charset).encode() if charset else page
    except (LookupError, UnicodeError):
        return page
