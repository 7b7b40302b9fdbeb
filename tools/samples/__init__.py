"""Makes the documents in ``samples/`` from a few leaf figures, so that all that must agree does: ``python -m tools.samples``."""
