"""A learned tagger of names: text and the rules' proposals come in, spans with classes go out.

A linear-chain conditional random field over characters. `features` is the one place that says what it sees, for
training and for use; `model` decodes with NumPy; `train` (a development command) fits it to annotated documents.
"""
