"""What runs in the worker: the wire, the candidate's file, and nothing else of ours."""
