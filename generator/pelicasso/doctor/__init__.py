"""`pelicasso doctor`: what stands on this machine, and what of it may trouble a site."""
