"""Tovholder: one plan, clear expectations and comparable results for integration."""
