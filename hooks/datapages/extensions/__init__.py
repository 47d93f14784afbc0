"""Extensions of Python-Markdown: ids of blocks, links to the glossary."""
