"""Random straight-line programs against an oracle of their own."""
