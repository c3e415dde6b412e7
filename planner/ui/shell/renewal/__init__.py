"""Renewals in the inspector and its dialogs: the ledger of credits, adding them, renewing, and the rule."""
