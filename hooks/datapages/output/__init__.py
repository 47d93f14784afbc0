"""The built folder: bundles, policy, headers, service worker, a copy for the disk.

It works on finished files and knows no data.
"""
