"""Kazakh grammar, numbers, dates and letters.

No data, and no text of the interface.
"""
