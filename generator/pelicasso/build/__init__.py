"""Builds a site: plan, compare, convert, render, check, swap."""
