"""From documents to facts: files come in, `ingest.facts.DocumentFacts` go out to `graph.rdf`."""
