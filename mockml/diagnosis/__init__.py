"""What a solution says beyond its verdict: the mistake by name, and what its own tests would have caught."""
