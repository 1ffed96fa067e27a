"""Readers: each turns the nodes of one part of a definition into its dataclass, or refuses."""
