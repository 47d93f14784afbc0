"""Checks of data/ that need more than one record: each yields problems with file and line."""
