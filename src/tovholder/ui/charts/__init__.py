"""Charts drawn as SVG, each with its title, description and table."""
