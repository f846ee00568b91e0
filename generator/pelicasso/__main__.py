"""`python -m pelicasso`."""

from pelicasso.cli import main

main()
