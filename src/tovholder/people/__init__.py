"""Persons, households, their histories, and the standings that follow."""
