"""What each kind of file in data/ may hold: typed frozen records.

They are the single source of the JSON Schemas in data/schemas/ (`make schemas`). Texts that a
reader sees are Kazakh; `kato` and other codes are strings; an unknown value is `null`.
"""
