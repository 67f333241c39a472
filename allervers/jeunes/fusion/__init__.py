"""Making two files of one youth one, and undoing it.

`periodes.py` says what becomes of periods that overlap; `regles.py`, of each kind of row; `plan.py` works out the
merge before anything is written, so that the page shows what `operations/fusion.py` does; `retour.py` undoes it.

Nothing is merged by itself: two homonyms are two youths, until somebody who knows them says otherwise.
"""
