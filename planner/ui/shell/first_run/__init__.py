"""The set-up of a plan: three screens that a newcomer meets, each of which can be skipped."""
