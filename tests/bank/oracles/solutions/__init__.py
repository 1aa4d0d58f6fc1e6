"""The second implementations, each a whole solution: slow, exact or roundabout, and unlike the reference."""
