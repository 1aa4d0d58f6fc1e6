"""A session as text and data."""
