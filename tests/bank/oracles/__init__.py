"""References against second implementations, written from the contracts, and against scikit-learn and SciPy."""
