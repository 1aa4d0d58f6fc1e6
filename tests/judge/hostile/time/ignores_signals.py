# attack: Ignores every signal that can be ignored, then spins.
# right: timeout
# limit: 0.4
import signal
for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
def solve(x):
    while True:
        pass
