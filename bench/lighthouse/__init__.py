"""Lighthouse on the pages of the public site."""
