# attack: Fails while it is imported.
# right: error
raise RuntimeError("not today")
