"""Findings over a site and its rendered tree; knows no build."""
