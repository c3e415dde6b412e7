"""What one can do with a plan: actions that write through the transaction, queries that read. No Qt."""
