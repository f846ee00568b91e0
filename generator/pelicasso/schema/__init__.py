"""Pure words that every floor speaks: sections, field types, findings and the one error type."""

from pelicasso.schema.finding import Finding, Report, Severity, SiteError, error, unforeseen, warning

__all__ = ["Finding", "Report", "Severity", "SiteError", "error", "unforeseen", "warning"]
