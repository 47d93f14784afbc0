"""Addresses that last: the ledger, blocks known again by their words, redirects."""
