"""Names that differ in nothing but case, or in how their accents are written, are one name."""

import unicodedata


def fold(text: str) -> str:
    """Return what two spellings of one name have in common: “École”, “école” and “e\u0301cole” are one."""
    if text.isascii():
        return text.lower()
    # Folding may take letters apart, such as İ, so that they are put together once more.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
