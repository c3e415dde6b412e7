"""The guided review: one skill after the other, and what came of it."""
