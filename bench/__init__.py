"""Benchmarks: what they print is measured, never asserted."""
