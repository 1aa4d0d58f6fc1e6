# attack: Sleeps in its import.
# right: timeout
# limit: 0.4
import time
time.sleep(99)
