"""A slow, obvious reading of docs/language.md, against which the engine is held.

Nothing here knows the engine but for the data model of a history. The numbers in the
docstrings are those of the rules in section 5 of docs/language.md.
"""
