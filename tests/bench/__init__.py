"""The measuring bench: every figure of the design as a ratio against a floor of the same run, or in milliseconds."""
