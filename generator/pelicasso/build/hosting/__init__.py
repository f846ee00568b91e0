"""What a site publishes for the one who hosts it: headers, redirects, caching, the page for what is missing."""
