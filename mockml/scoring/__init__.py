"""Evidence, levels and the decision."""
