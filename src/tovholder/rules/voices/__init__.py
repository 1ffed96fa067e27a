"""Other voices of a definition: a task in a calendar, a text for a letter, a model of a case."""
