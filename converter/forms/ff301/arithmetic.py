"""What the form's arithmetic says of one row of section III of FF301, for values that stand in a column or another.

Each rule takes the values by column and the movements by kind, and tells whether they can stand so.
A value that cannot be read agrees with everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from converter.forms.ff301.kinds import AMOUNT_KINDS, OPTION_KINDS, by_kind
from converter.forms.ff301.table import Movements, Placing
from converter.forms.lexer import Kind, Token

Rule = Callable[[Placing, Movements], bool]


def no_rule(_placing: Placing, _movements: Movements) -> bool:
    """Nothing can be told."""
    return True


def rolls_forward(placing: Placing, movements: Movements) -> bool:
    """No value is below zero, and opening and movements make the close."""
    if "closing" not in placing or not not_negative(placing, movements):
        return False
    if any(token.kind is Kind.DAMAGED for _, token in movements):
        return True
    moved = sum(token.number or Decimal(0) for _, token in movements)
    opening, closing = _sum(placing, "opening"), _sum(placing, "closing")
    return opening is None or closing is None or opening + moved == closing


def not_negative(placing: Placing, _movements: Movements) -> bool:
    """No value is below zero."""
    return all((token.number or 0) >= 0 for token in placing.values())


def of_event(placing: Placing, _movements: Movements) -> bool:
    """What may be issued is not below zero, what is not yet cancelled not above."""
    values = {name: token.number or 0 for name, token in placing.items()}
    return values.get("may_be_issued", 0) >= 0 >= values.get("not_yet_cancelled", 0)


def of_scheme(placing: Placing, movements: Movements) -> bool:
    """A share is given for each option exercised, and may be issued for each outstanding."""
    moved = by_kind(movements, OPTION_KINDS, "exercised_from_treasury")
    given = _sum(placing, "issued", "treasury_shares")
    exercised = _sum(moved, "exercised", "exercised_from_treasury")
    out, from_treasury = _sum(placing, "treasury_shares"), _sum(moved, "exercised_from_treasury")
    if not _is_same(given, exercised) or (from_treasury and not _is_same(out, from_treasury)):
        return False
    return _is_same(_sum(placing, "may_be_issued"), _sum(placing, "closing"))


def of_instrument(price: Decimal | None) -> Rule:
    """The rule of a warrant or a convertible; ``price`` is that of a share, if it is in the currency of the amounts.

    Without a price nothing is given where nothing was exercised or converted, and something where something was.
    """

    def rule(placing: Placing, movements: Movements) -> bool:
        given = _sum(placing, "issued", "treasury_shares")
        settled = _sum(by_kind(movements, AMOUNT_KINDS), "settled")
        return _is_worth(given, settled, price) and _is_worth(
            _sum(placing, "may_be_issued"), _sum(placing, "closing"), price
        )

    return rule


def _sum(tokens: Mapping[str, Token], *names: str) -> Decimal | None:
    """The values of these names together; ``None`` where one cannot be read."""
    found = [tokens[name] for name in names if name in tokens]
    if any(token.kind is Kind.DAMAGED for token in found):
        return None
    return sum((token.number or Decimal(0) for token in found), Decimal(0))


def _is_same(one: Decimal | None, two: Decimal | None) -> bool:
    return one is None or two is None or abs(one) == abs(two)


def _is_worth(shares: Decimal | None, amount: Decimal | None, price: Decimal | None) -> bool:
    """Whether shares at a price are an amount, but for a fraction of a share."""
    if shares is None or amount is None:
        return True
    if price is None:
        return bool(shares) == bool(amount)
    return abs(abs(shares) * price - abs(amount)) <= price
