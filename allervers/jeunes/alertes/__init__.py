"""What the software calls attention to: one small file a rule, the same interface for all (`regle.Regle`).

To add a kind of alert: write its file, add it to `catalogue.REGLES`. When it needs a fact that `dossier.Dossier`
does not hold, add the fact there, and its reading to `lecture.py`. A rule is a pure function over dates.
"""
