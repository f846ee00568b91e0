"""`pelicasso new`: a site of one's own from the starter, and texts with all the keys that they may use."""
