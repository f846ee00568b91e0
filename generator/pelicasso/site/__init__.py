"""Reads `site.yaml`: model, lines, messages, catalogue, day."""
