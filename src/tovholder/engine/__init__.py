"""The pure engine: facts in, results out. No Django, no input or output, no clock."""
