"""Builds the sites of strangers: in a child of its own, with limits that nothing in the site's folder can relax."""

from pelicasso.build.confinement.job import Job
from pelicasso.build.confinement.limits import Limits
from pelicasso.build.confinement.outcome import ConfinedError, Outcome
from pelicasso.build.confinement.supervisor import confined

__all__ = ["ConfinedError", "Job", "Limits", "Outcome", "confined"]
