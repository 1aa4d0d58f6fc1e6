"""What is kept: events as they happen, sessions, in SQLite."""
