"""`python -m mockml`."""

from mockml.cli.main import main

if __name__ == "__main__":
    main()
