"""Eject: a template, a style or the words of the look copied into a site, where they can be changed."""
