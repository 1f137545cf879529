"""What the learned components are made from and with; nothing here runs in use."""
