"""The pictures of the site, looked for by several criteria at once, each with its credit ready to copy."""
