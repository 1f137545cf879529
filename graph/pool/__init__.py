"""Queries in processes of their own, so that each can be stopped: a question comes in, the bytes of its answer go out.

A nursery holds a snapshot of the store and forks workers, which share its memory and cost milliseconds. A worker that
passes a limit, or whose client has left, is killed; another takes its place.
"""
