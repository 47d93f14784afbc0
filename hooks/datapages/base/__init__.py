"""Tools without any knowledge of this site: problems with file and line, strict YAML, caching.

Nothing here knows what a unit, an indicator or a page is.
"""
