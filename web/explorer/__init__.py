"""What the explorer asks the server for, as JSON under /api/graph; its page is web/pages/explore.py."""
