"""Starts the warm parent from this folder alone: `python -I -B worker/__main__.py DESCRIPTOR`."""

import importlib
import os
import sys
import types

if __name__ == "__main__":
    package = types.ModuleType("_mockml_worker")
    package.__path__ = [os.path.dirname(os.path.abspath(__file__))]  # noqa: PTH100, PTH120 - no pathlib here
    sys.modules["_mockml_worker"] = package
    descriptor = int(sys.argv[1])
    sys.argv = [""]
    importlib.import_module("_mockml_worker.parent").main(descriptor)
