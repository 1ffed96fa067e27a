"""What each page shows: one frozen dataclass a page, and the functions that fill it."""
