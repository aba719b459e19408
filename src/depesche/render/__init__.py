"""A reading as people see it: a table for the terminal, a page for the browser."""
