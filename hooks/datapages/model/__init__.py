"""What is known: data/ read, validated and joined.

Records, checks and derived figures belong here; HTML, tables for readers and docs/ do not.
"""
