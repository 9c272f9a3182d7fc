"""Facts about a program.  An analysis changes nothing."""
