# attack: The name is a value.
# right: error, failed
solve = 3
