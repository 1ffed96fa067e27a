"""Evaluating many persons again: in lots, in several processes, one run at a time."""
