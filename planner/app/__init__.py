"""The composition roots: the only place where objects are wired."""
