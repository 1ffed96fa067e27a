"""The law as dated data: YAML definitions, and the loader that reads them."""
