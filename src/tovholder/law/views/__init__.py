"""The pages of the law: thin, one domain call each."""
