"""`python -m allervers.demo.fabrique`: write the demonstration folder again."""

from . import ecris

ecris()
