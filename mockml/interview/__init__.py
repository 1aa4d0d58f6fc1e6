"""The timed session as a state machine: no terminal, no disk, no judge."""
