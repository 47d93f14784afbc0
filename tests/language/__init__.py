"""Checks of the language of all texts that readers see; see checks.yml."""
