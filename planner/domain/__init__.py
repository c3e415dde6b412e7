"""What a plan is: immutable value types and pure rules. Imports only the standard library."""
