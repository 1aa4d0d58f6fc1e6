"""Text as a column of the record keeps it."""

from __future__ import annotations


def kept(text: str) -> str | bytes:
    """`text` as a column keeps it: bytes where it holds lone surrogates, as a file name that is not UTF-8 does."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def given(value: str | bytes | None) -> str | None:
    """What `kept` was given."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
