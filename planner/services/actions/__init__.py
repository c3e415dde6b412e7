"""Everything that a person can do to a plan, one file a topic. Import an action where it is run, not at start-up."""
