"""The Datasette plugin: pages, search, charts, settings."""
