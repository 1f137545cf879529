"""The graph: how facts become RDF, where the RDF is kept, and how it is measured, drawn and exported."""
