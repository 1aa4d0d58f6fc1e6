"""Runs a solution file against hidden cases in isolation; knows nothing of sessions, rubrics or terminals."""
