"""Amounts of money as exact integers: minor units (cents) with the code of their currency (ISO 4217)."""

from typing import NamedTuple

from planner.domain.errors import InvalidInputError, tr
from planner.domain.plain_text import shortened

_MINOR_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY"
    " COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS"
    " INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR"
    " MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD"
    " SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG",
    3: "BHD IQD JOD KWD LYD OMR TND",
}
MINOR_DIGITS: dict[str, int] = {code: digits for digits, codes in _MINOR_DIGITS.items() for code in codes.split()}
"""The number of digits after the point of each currency in use."""

_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "US$": "USD"}
LARGEST = 10**15
"""The most minor units that an amount may have."""


class Money(NamedTuple):
    """An amount in the minor unit of its currency: 15000 of USD is 150 dollars."""

    minor: int
    currency: str


def is_currency(code: str) -> bool:
    """Tell whether the text is the code of a currency in use, in capitals."""
    return code in MINOR_DIGITS


def parse_money(text: str, default_currency: str = "", point: str = ".") -> Money:
    """Read an amount such as ``USD 150.00``, ``150 USD``, ``1,500 EUR``, ``1.500,50 €``; without code, the default's.

    One separator followed by exactly three digits groups thousands, unless a zero leads the first group, or the
    currency has three digits after its point and the separator is ``point``, which the person's place writes there.

    :raises InvalidInputError: when there is no amount, no known currency, or too many digits after the point.
    """
    amount, code = _split(text, default_currency)
    if code not in MINOR_DIGITS:
        raise InvalidInputError(
            tr("“{text}” has no known currency; add its code of three letters, such as 150 USD.", text=shortened(text))
        )
    whole, fraction = _digits(amount, MINOR_DIGITS[code], point)
    exponent = MINOR_DIGITS[code]
    if not whole.isdecimal() or not whole.isascii() or not (fraction + "0").isdecimal() or not fraction.isascii():
        raise InvalidInputError(
            tr("“{text}” is not an amount of money; write it such as 150.00 USD.", text=shortened(text))
        )
    if len(fraction) > exponent:
        sentence = (
            tr("“{text}” has digits after the point; {code} takes none.", text=shortened(text), code=code)
            if not exponent
            else tr(
                "“{text}” has too many digits after the point; {code} takes {count}.",
                text=shortened(text),
                code=code,
                count=exponent,
            )
        )
        raise InvalidInputError(sentence)
    minor = int(whole) * 10**exponent + int(fraction.ljust(exponent, "0") or "0")
    if minor > LARGEST:
        raise InvalidInputError(tr("“{text}” is too large; write a smaller amount.", text=shortened(text)))
    return Money(minor, code)


def _split(text: str, default_currency: str) -> tuple[str, str]:
    rest = text.strip()
    for sign, code in _SIGNS.items():
        if rest.startswith(sign):
            return rest[len(sign) :].strip(), code
        if rest.endswith(sign):
            return rest[: -len(sign)].strip(), code
    if rest[:3].isalpha():
        return rest[3:].strip(), rest[:3].upper()
    if rest[-3:].isalpha():
        return rest[:-3].strip(), rest[-3:].upper()
    return rest, default_currency


def _digits(amount: str, exponent: int, point: str) -> tuple[str, str]:
    """Split an amount into its whole digits and those after the point; an impossible one keeps its separators."""
    for blank in (" ", "\u00a0", "\u202f", "'", "’"):
        amount = amount.replace(blank, "")
    last = max(amount.rfind("."), amount.rfind(","))
    if last < 0:
        return amount, ""
    head, mark, tail = amount[:last], amount[last], amount[last + 1 :]
    other = "," if mark == "." else "."
    grouped = (
        len(tail) == 3
        and other not in head
        and not head.startswith("0")
        and not (exponent == 3 and mark == point and mark not in head)
    )
    if grouped:
        return _ungroup(amount, mark), ""
    return _ungroup(head, other), tail or "-"


def _ungroup(digits: str, mark: str) -> str:
    first, *groups = digits.split(mark)
    if groups and (first.startswith("0") or not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups)):
        return digits
    return first + "".join(groups)


def format_amount(minor: int, currency: str) -> str:
    """Write the amount without its currency: ``150.00``; an unknown currency counts with two digits."""
    exponent = MINOR_DIGITS.get(currency, 2)
    sign, digits = "-" if minor < 0 else "", str(abs(minor)).rjust(exponent + 1, "0")
    return f"{sign}{digits[:-exponent]}.{digits[-exponent:]}" if exponent else f"{sign}{digits}"


def format_money(minor: int, currency: str) -> str:
    """Write an amount as ``USD 150.00``, which :func:`parse_money` reads back."""
    return f"{currency} {format_amount(minor, currency)}".strip()
