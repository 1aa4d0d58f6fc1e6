# attack: Ends the process while it is imported, as if all were well.
# right: error, crashed
import site
raise KeyboardInterrupt
