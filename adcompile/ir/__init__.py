"""The intermediate representation: structured SSA, its printer and its verifier."""
