"""The pages: one module per address, its template of the same name under web/templates."""
