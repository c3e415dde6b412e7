"""Reading a plan: Core selects into immutable view rows, each made for one lens, in a fixed number of statements."""
