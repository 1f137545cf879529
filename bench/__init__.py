"""Benchmarks and measurements: run by hand and by `make bench` and `make eval`, never as timed tests."""
