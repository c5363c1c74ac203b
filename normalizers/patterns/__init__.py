"""Patterns made fast by what is certain of them."""
