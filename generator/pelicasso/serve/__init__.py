"""The live preview: the site in memory, on this computer alone, built again at each change."""
