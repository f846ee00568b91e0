"""A room in a plain Pelican site: `PLUGINS = ["pelicasso_plugins.events"]`, `PELICASSO = {"events": {…}}`.

The room gets a Site made from Pelican's settings, and its pages are put into the block `content` of the theme's
`base.html`. What only a Pelicasso site has is left out: slots, blocks in texts, made pictures, notes, feeds.
"""
