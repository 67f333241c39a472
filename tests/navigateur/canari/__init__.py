"""The canary: a year of work with invented youths, then everything that the server ever held is searched for them.

A feature that touches what is sealed joins it by a scene in `scenes.py`; one that keeps bytes somewhere new, by a place
in `fouille.py`.
"""
