# attack: Takes all the time there is: regex.
# right: timeout, memory, failed
# limit: 0.4
def solve(x):
    import re; re.match(r"(a+)+$", "a" * 40 + "b")
