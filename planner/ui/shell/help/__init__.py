"""Help: the guide, what is new, and what to say when something is wrong."""
