"""The door: the steps by which facts are checked and written."""
