"""Runs an interview: carries out what the engine asks for on the disk, in the record and in the judge."""
