# attack: Never ends its import.
# right: timeout
# limit: 0.4
while True:
    pass
