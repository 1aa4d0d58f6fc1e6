# attack: Only comments.
# right: missing
# to be written
