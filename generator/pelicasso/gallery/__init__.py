"""The gallery: every component in every state, with its files and its knobs, and the palette with its contrasts."""
