"""Golden cases that wait for the compiler; they are run when they move to tests/golden."""

collect_ignore_glob = ["*"]
