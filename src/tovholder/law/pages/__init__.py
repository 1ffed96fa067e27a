"""The pages of the law in words."""
