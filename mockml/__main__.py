"""`python -m mockml`."""

from mockml.cli.main import entry

if __name__ == "__main__":
    entry()
