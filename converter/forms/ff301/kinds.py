"""The kinds of movements in the rows of section III of FF301, told by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from converter.forms.folding import fold
from converter.forms.lexer import Token
from converter.model import MovementKind

ENGLISH_KINDS = (
    "Granted|Exercised|Cancelled|Lapsed|Issued|Converted|Redeemed|Repurchased|Expired|Matured|Forfeited|Others?"
    r"|Adjust\w*"
)
CHINESE_KINDS = "授出|已?行使|[註注][銷销]|失效|發行|发行|轉換|转换|贖回|赎回|購回|购回|到期|其他"
"""The first words of the kinds that a row's column of movements prints, as patterns."""
OPTION_KINDS = {
    "granted": ("grant", "授出"),
    "exercised": ("exercis", "行使"),
    "cancelled": ("cancel", "註銷"),
    "lapsed": ("laps", "expire", "forfeit", "失效"),
}
_OTHER_WORDS = ("other", "adjust", "其他", "調整")
AMOUNT_KINDS = {
    "newly_issued": ("issued", "發行"),
    "settled": ("convert", "exercis", "轉換", "行使"),
    "retired": (
        *("redeem", "repurchas", "cancel", "laps", "expire", "matur"),
        *("贖回", "購回", "註銷", "失效", "到期"),
    ),
}
_EVENT_KINDS = (
    (MovementKind.PENDING_CANCELLATION, r"not yet cancelled|尚未[註注][銷销]"),
    (MovementKind.REPURCHASE_INTO_TREASURY, r"(?:repurchase|購回|购回|回購|回购).*(?:treasury|庫存|库存)"),
    (MovementKind.SALE_OF_TREASURY_SHARES, r"(?:sale|sold|transfer|cancellation).*treasury|庫存股份|库存股份"),
    (MovementKind.REPURCHASE, r"repurchase|buy-?back|購回|购回|回購|回购"),
    (MovementKind.REDEMPTION, r"redemption|贖回|赎回"),
    (MovementKind.RIGHTS_ISSUE, r"rights issue|供股"),
    (MovementKind.OPEN_OFFER, r"open offer|公開發售|公开发售"),
    (MovementKind.PLACING, r"placing|配售"),
    (MovementKind.BONUS_ISSUE, r"bonus issue|紅股|红股|派送"),
    (MovementKind.SCRIP_DIVIDEND, r"scrip dividend|以股代息"),
    (MovementKind.CONSIDERATION_ISSUE, r"consideration|代價|代价"),
    (MovementKind.CAPITAL_REORGANISATION, r"reorgani[sz]ation|consolidation|subdivision|合併|合并|分拆|重組|重组"),
)
_CHOSEN_OTHER = re.compile(r"\bothers?\s*[(（]\s*please\s+specify|其他\s*[(（]\s*[請请][註注]明", re.IGNORECASE)
_TREASURY_WORDS = ("treasury", "庫存")


def by_kind(
    movements: Iterable[tuple[str, Token]], kinds: dict[str, tuple[str, ...]], from_treasury: str = ""
) -> dict[str, Token]:
    """The movements by the field that their kind names; one without a kind, or the second of one, is left out.

    ``from_treasury`` is the field of options exercised for treasury shares, which have a line of their own.
    """
    found: dict[str, Token] = {}
    for words, token in movements:
        folded = fold(words)
        name = next((name for name, marks in kinds.items() if _has(folded, marks)), "")
        name = name or ("other_movement" if _has(folded, _OTHER_WORDS) else "")
        if name == "exercised" and from_treasury and _has(folded, _TREASURY_WORDS):
            name = from_treasury
        if name:
            found.setdefault(name, token)
    return found


def _has(folded: str, marks: tuple[str, ...]) -> bool:
    return any(fold(mark) in folded for mark in marks)


def event_kind(words: str) -> MovementKind:
    """The kind of an event of part E: where the filer has chosen "Other (Please specify)", no other that it names."""
    return MovementKind.OTHER if _CHOSEN_OTHER.search(words) else named_kind(words)


def named_kind(words: str) -> MovementKind:
    """The kind that the words of an event name, whatever the filer has chosen."""
    lowered = " ".join(words.lower().split())
    return next((kind for kind, pattern in _EVENT_KINDS if re.search(pattern, lowered)), MovementKind.OTHER)
