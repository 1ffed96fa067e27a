"""Every read of this room, for a scope; the modules are named by what they return."""
