"""The agenda: what the team expects to do. No youth in it, and a clear short title only."""
