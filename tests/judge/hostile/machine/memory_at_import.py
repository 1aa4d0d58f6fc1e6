# attack: Takes all memory while it is imported.
# right: memory, crashed, error
kept = []
while True:
    kept.append(bytearray(1 << 25))
