"""Data into pages: pure, typed packages without a MkDocs import.

Each package has one job, told in its `__init__`; imports between them only go down:

    cli · build
    search · linking · book
    macros
    templating
    views · graphics · exports · content · extensions · imports
    output · permalinks · model
    language · base
"""
