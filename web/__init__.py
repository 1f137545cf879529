"""What people and programs see: requests come in, pages and answers go out. Everything is read from the store."""
