"""The frame of the pages: base template, components, filters, charts, static files."""
