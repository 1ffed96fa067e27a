"""Parts of addresses: the key of a person."""


class Key:
    """Twelve signs that say nothing about the person (`people.models.new_key`)."""

    regex = "[2-9a-hjkmnp-z]{12}"

    def to_python(self, text: str) -> str:
        """Return the key as it stands in the address."""
        return text

    def to_url(self, key: str) -> str:
        """Return the key as it stands in the address."""
        return key
