"""How the command palette ranks what matches: pure rules, without Qt."""

import unicodedata


def folded(text: str) -> str:
    """Text without case and accents, for comparing."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def score(query: str, text: str) -> int:
    """How well ``text`` matches, 0 for not at all; both are :func:`folded`.

    Best is the whole text, then its start, the starts of its words (“gr” or “go ro” for “Go to Roadmap”), a part of
    a word, and last the letters of the query in their order.
    """
    if not query:
        return 1
    if text == query:
        return 100
    if text.startswith(query):
        return 90
    words = text.split()
    if any(word.startswith(query) for word in words):
        return 80
    if _starts_words(query.split(), words):
        return 70
    if "".join(word[0] for word in words).startswith(query):
        return 60
    if query in text:
        return 50
    return 20 if _in_order(query, text) else 0


def _starts_words(parts: list[str], words: list[str]) -> bool:
    """Whether each part starts a word, in the same order."""
    at = 0
    for part in parts:
        while at < len(words) and not words[at].startswith(part):
            at += 1
        if at == len(words):
            return False
        at += 1
    return bool(parts)


def _in_order(query: str, text: str) -> bool:
    letters = iter(text)
    return len(query) > 2 and all(letter in letters for letter in query if letter != " ")
