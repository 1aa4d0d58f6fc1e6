"""Text and time as the record keeps them."""

from __future__ import annotations

END_OF_TIME = 2.0**37  # in the year 6325: a date, and all that is computed from one, is still a date then


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
