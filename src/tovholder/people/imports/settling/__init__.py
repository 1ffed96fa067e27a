"""The rows of one person seen together: what is the same, what clashes, who gives way."""
