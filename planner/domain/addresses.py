"""Addresses of the web and of mail: the only ones that a plan holds, because the only ones that are ever opened."""

from typing import Final
from urllib.parse import urlsplit

URL_MAX: Final = 2_000
"""The longest address, in characters."""
SCHEMES: Final = ("http", "https", "mailto")


def is_address(url: str) -> bool:
    """Whether a text is a whole http, https or mailto address (RFC 3986, RFC 6068) and not too long."""
    if len(url) > URL_MAX or any(char.isspace() for char in url):
        return False
    try:
        parts = urlsplit(url)
        whole = "@" in parts.path if parts.scheme == "mailto" else bool(parts.hostname)
    except ValueError:
        return False
    return whole and parts.scheme in SCHEMES


def mail_or_web(text: str) -> str:
    """The address that a text is, a bare mail address with its scheme; empty for anything else."""
    text = text.strip()
    if is_address(text):
        return text
    name, _, host = text.partition("@")
    mail = f"mailto:{text}"
    return mail if name and "." in host.strip(".") and "@" not in host and is_address(mail) else ""


def spoken_address(url: str) -> str:
    """An address as one says it: without scheme, ``www.`` and the stroke at its end."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url
