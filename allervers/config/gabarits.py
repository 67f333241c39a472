"""What every template has at hand: `date`, as French writes it."""

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
