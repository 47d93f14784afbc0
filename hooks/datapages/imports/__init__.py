"""Tables of a statistical office brought into data/: read, matched, shown, written into YAML.

Nothing is written that was not shown, and nothing known is overwritten unless it is asked for.
"""
