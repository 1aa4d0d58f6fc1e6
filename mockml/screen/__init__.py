"""What a session looks like: the plain screen and the full one."""
