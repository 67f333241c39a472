"""What every template has at hand: `date` and `duree`, as French writes them."""

import re

from django import template
from django.template import defaultfilters

register = template.Library()


@register.filter(expects_localtime=True)
def date(valeur, forme: str = "j F Y") -> str:
    """Return what Django's `date` says, but for the first of a month: « 1er septembre »."""
    if getattr(valeur, "day", None) == 1:
        forme = re.sub(r"(?<!\\)j", r"1\\e\\r", forme)
    return defaultfilters.date(valeur, forme)


@register.filter
def duree(minutes: int) -> str:
    """Return « 45 min », « 2 h », « 1 h 30 »."""
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}\u00a0min"
    return f"{heures}\u00a0h\u00a0{reste:02}" if reste else f"{heures}\u00a0h"
