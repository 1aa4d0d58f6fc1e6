"""Questions answered in words: what ships, the first guess, the engine."""
