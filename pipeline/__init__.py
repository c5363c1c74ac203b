"""The steps, the schema, the database, the comparison and the command line."""
