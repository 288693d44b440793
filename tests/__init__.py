"""The tests: each file mirrors a module; run them with `make test`."""
