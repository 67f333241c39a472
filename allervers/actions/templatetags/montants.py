"""Amounts as they are written in French: « 1 250,50 € »."""

from decimal import Decimal

from babel.numbers import format_decimal
from django import template

register = template.Library()


@register.filter
def euros(montant: Decimal) -> str:
    """Return an exact amount, without its sign; cents are shown when there are some."""
    motif = "#,##0" if montant == montant.to_integral_value() else "#,##0.00"
    nombre = format_decimal(abs(montant), motif, locale="fr").replace("\xa0", "\u202f")
    return f"{nombre}\u00a0€"
