"""Data into pages: pure, typed modules without a MkDocs import.

`strict_yaml` reads files, `records` says what they may hold, `catalogue` joins them and
checks references; `kazakh` writes numbers and endings; `notation` finds `{{ … }}` and
`[@…]` in Markdown; `views` and `charts` shape data for a reader; `render` makes the HTML.
"""
