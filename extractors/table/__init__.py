"""From grids to tables: parts joined, columns named, rows mended."""
