"""The page that graph.draw fills: template, style and script, put into one file."""
