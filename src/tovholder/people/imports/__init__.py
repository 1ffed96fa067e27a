"""Imports: files of other systems become facts, as a mapping says, through the one door."""
