"""What a mapping says: read from YAML, with an error that names the place of every mistake."""
