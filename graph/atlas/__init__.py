"""What the explorer draws from: a store comes in; its topology in memory, overviews, paths and pages of it go out."""
