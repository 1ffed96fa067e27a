"""One function for each page."""
