"""Data shaped for a reader: tables, figures and references, without any HTML."""
