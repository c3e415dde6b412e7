"""Every text that a person reads: looked up in the catalogue of their language and filled with values.

A message is a ``str.format`` template with named fields, written in English in the source::

    tr("Move “{title}” to {status}", title=title, status=status)
    trn("{n} card", "{n} cards", count)

The literal in the call is the key in the gettext catalogue
``resources/translations/<language>/LC_MESSAGES/planner.mo``. Texts that are listed in a table at import time are
wrapped in :func:`mark` there and in :func:`tr` when they are shown.
"""

import logging
import math
import os
from functools import cache
from gettext import GNUTranslations, NullTranslations
from string import Formatter

from planner.config.resources import resource

SOURCE_LANGUAGE = "en"
OFFERED_FROM = 0.95
"""The share of messages that a translation must have before it is offered, or follows from the environment."""
PSEUDO_LANGUAGE = "pseudo"

_log = logging.getLogger(__name__)

_LARGE_NOUNS = frozenset({"de", "lb"})

_PLAIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpRrSsTtUuVvWwXxYyZz"
_ACCENTED = "ÀàƁƀÇçĐđÉéƑƒĜĝĤĥÎîĴĵĶķĻļḾḿÑñÕõÞþŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_GROWTH = 0.4


class _Pseudo(NullTranslations):
    """A language for finding clipped and untranslated text: accented, 40 % longer, in brackets, still readable."""

    def gettext(self, message: str) -> str:
        return _pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _pseudo(msgid1 if n == 1 else msgid2)


class _Current:
    """The language in force. One for the process, as the person reads one language at a time."""

    language = SOURCE_LANGUAGE
    catalogue = NullTranslations()


def mark(text: str) -> str:
    """Name ``text`` as a message for the catalogues without looking it up yet."""
    return text


def tr(text: str, /, **values: object) -> str:
    """The message ``text`` in the person's language, with ``values`` in its named fields.

    Raises:
        KeyError: the English template has a field that was not given.
    """
    return _filled(_Current.catalogue.gettext(text), text, values)


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """The message for ``n`` things, by the plural rule of the language; ``{n}`` is given, other fields by ``values``.

    Raises:
        KeyError: the English template has a field that was not given.
    """
    translated = _Current.catalogue.ngettext(one, many, n)
    return _filled(translated, one if n == 1 else many, {"n": n, **values})


def within(word: str) -> str:
    """A word that stands by itself elsewhere, inside of a sentence: small, unless the language begins nouns large."""
    return word if _Current.language.partition("_")[0] in _LARGE_NOUNS else word[:1].lower() + word[1:]


def begun(word: str) -> str:
    """A word or phrase at the beginning: its first letter large, the others as they are."""
    return word[:1].upper() + word[1:]


def set_language(language: str) -> str:
    """Read texts in ``language`` from now on and return the one that is in force.

    ``language`` is a catalogue's name (``de``, ``pt_BR``), ``pseudo``, ``en``, or ``system`` for what the
    environment asks for. A regional name falls back to its language; one without a catalogue falls back to English.
    A translation that lacks much is read when it is named, so that it can be tried, and not otherwise.
    """
    is_asked = language != "system"
    for name in (language,) if is_asked else system_languages():
        for candidate in (name, name.partition("_")[0]):
            catalogue = _catalogue(candidate)
            if catalogue is not None and (is_asked or _share(catalogue) >= OFFERED_FROM):
                _Current.language, _Current.catalogue = candidate, catalogue
                return candidate
    _Current.language, _Current.catalogue = SOURCE_LANGUAGE, NullTranslations()
    return SOURCE_LANGUAGE


def language() -> str:
    """The name of the language in force."""
    return _Current.language


def installed_languages() -> tuple[str, ...]:
    """The languages that one can choose, English first: those of which enough is translated (:data:`OFFERED_FROM`)."""
    names = sorted(path.parts[-3] for path in resource("translations").glob("*/LC_MESSAGES/planner.mo"))
    catalogues = ((name, _catalogue(name)) for name in names)
    ready = (name for name, found in catalogues if found is not None and _share(found) >= OFFERED_FROM)
    return (SOURCE_LANGUAGE, *ready)


def system_languages() -> tuple[str, ...]:
    """What the environment asks for, best first, by the rules of gettext (``LANGUAGE`` lists several)."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            names = value.split(":") if variable == "LANGUAGE" else [value]
            return tuple(name.partition(".")[0].partition("@")[0] for name in names if name)
    return ()


def _share(catalogue: NullTranslations) -> float:
    """How much of the messages is translated, from 0 to 1, by what ``make translations`` wrote into its header."""
    if not isinstance(catalogue, GNUTranslations):
        return 1.0
    told = catalogue.info()
    done, total = (str(told.get(key, "")) for key in ("x-translated", "x-messages"))
    return int(done) / int(total) if done.isdecimal() and total.isdecimal() and int(total) else 0.0


def _catalogue(name: str) -> NullTranslations | None:
    if name == PSEUDO_LANGUAGE:
        return _Pseudo()
    if name in {SOURCE_LANGUAGE, "C", "POSIX"}:
        return NullTranslations()
    if not name.replace("_", "").isalnum():
        return None  # never a path
    try:
        with resource("translations", name, "LC_MESSAGES", "planner.mo").open("rb") as stream:
            return GNUTranslations(stream)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, ValueError) as error:
        _log.warning("The catalogue of the language %s cannot be read: %s", name, error)
        return None


def _filled(translated: str, source: str, values: dict[str, object]) -> str:
    if "{" not in translated and "}" not in translated:
        return translated
    if translated is source:
        return source.format(**values)
    try:
        return translated.format(**values)
    except (LookupError, ValueError, AttributeError) as error:
        # A translator's slip must not take the text away.
        _log.warning("The translation of %r into %s is unusable: %r", source, _Current.language, error)
        return source.format(**values)


@cache
def _pseudo(template: str) -> str:
    letters = 0
    parts = []
    for literal, field, spec, conversion in Formatter().parse(template):
        letters += len(literal)
        parts.append(_accented(literal).replace("{", "{{").replace("}", "}}"))
        if field is not None:
            parts.append("{" + field + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}")
    growth = math.ceil(letters * _GROWTH) - len("[]")
    filler = "".join(" " if place % 7 == 6 else "~" for place in range(growth))  # words, so that lines can break
    return "[" + "".join(parts) + filler + "]"


def _accented(literal: str) -> str:
    """Accents on all letters but the one after ``&``, which is a menu's access key."""
    head, *tails = literal.split("&")
    return head.translate(_ACCENTS) + "".join("&" + tail[:1] + tail[1:].translate(_ACCENTS) for tail in tails)
