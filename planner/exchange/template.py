"""Roadmap templates: the format of ``resources/templates/*.json``, its reader and its checks.

The format is described in ``docs/formats/template.md``. A template is read whole or not at all: the types of
:mod:`planner.exchange.template_format` bound its shape, :mod:`planner.exchange.template_checks` says what types cannot,
and every fault is one sentence with its place.
"""

from functools import partial

import msgspec

from planner.config.resources import resource
from planner.config.text import tr
from planner.domain.errors import ExchangeError, NotFoundError
from planner.exchange.strict_json import decoded
from planner.exchange.template_checks import faults
from planner.exchange.template_format import Template

FORMAT = "planner-template"
FORMAT_VERSION = 1
MAX_BYTES = 5_000_000


class _Head(msgspec.Struct):
    """What says whether the rest can be understood at all."""

    format: str = ""
    format_version: int = 0


_HEAD = msgspec.json.Decoder(_Head)
_TEMPLATE = msgspec.json.Decoder(Template)


def list_templates() -> tuple[str, ...]:
    """The names of the templates that ship with the program, sorted."""
    return tuple(sorted(path.stem for path in resource("templates").glob("*.json")))


def load_template(name: str) -> Template:
    """The shipped template called ``name``.

    Raises:
        NotFoundError: there is none of this name.
        ExchangeError: the installation's own file is damaged.
    """
    known = list_templates()
    if name not in known:
        raise NotFoundError(
            tr("There is no template “{name}”; choose one of: {known}.", name=name, known=", ".join(known))
        )
    path = resource("templates", f"{name}.json")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExchangeError(
            tr(
                "The template {where} cannot be opened ({why}); install the program again.",
                where=path.name,
                why=error.strerror or type(error).__name__,
            )
        ) from error
    return read_template(data, path.name)


def read_template(data: bytes, where: str) -> Template:
    """The template in ``data``; ``where`` names it in the message of an error.

    Raises:
        ExchangeError: it is too large, no JSON, not a template, of a newer format, or inconsistent.
    """
    if len(data) > MAX_BYTES:
        raise ExchangeError(
            tr(
                "The template {where} is larger than {n} MB and was not read; choose another file.",
                where=where,
                n=MAX_BYTES // 1_000_000,
            )
        )
    refusal = partial(_unusable, where)
    head = decoded(data, _HEAD, refusal)
    if head.format == FORMAT and head.format_version > FORMAT_VERSION:
        raise ExchangeError(
            tr("The template {where} was made for a newer Planner; update the program to use it.", where=where)
        )
    template = decoded(data, _TEMPLATE, refusal)
    for place, problem in faults(template):
        raise _unusable(where, place, problem)
    return template


def _unusable(where: str, place: str, problem: str) -> ExchangeError:
    if place:
        return ExchangeError(
            tr(
                "The template {where} cannot be used: at {place}, {problem}; correct the file and try again.",
                where=where,
                place=place,
                problem=problem,
            )
        )
    return ExchangeError(
        tr(
            "The template {where} cannot be used: {problem}; correct the file and try again.",
            where=where,
            problem=problem,
        )
    )
