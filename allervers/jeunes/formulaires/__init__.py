"""What the pages of the youths receive."""
