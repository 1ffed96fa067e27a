"""The law as people read it: definitions, own numbers, approval, whom a change touches."""
