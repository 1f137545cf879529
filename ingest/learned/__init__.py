"""What was learned from annotated texts, in use: a small network in NumPy. How it is taught is in training/."""
