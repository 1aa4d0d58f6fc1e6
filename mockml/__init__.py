"""Interactive mock interviews for machine-learning coding rounds, in a terminal."""

__version__ = "0.1.0"
