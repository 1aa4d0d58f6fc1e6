"""What to practise next: ratings, a schedule, a mix for the time one has, a plan up to a date."""
