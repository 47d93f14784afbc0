"""docs/ as it is written: notation, headings, numbers of figures, mentions.

Markdown is read here; HTML is not.
"""
