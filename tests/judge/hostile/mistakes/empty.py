# attack: An empty file.
# right: missing

