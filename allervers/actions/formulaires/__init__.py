"""What the pages of the actions receive."""
