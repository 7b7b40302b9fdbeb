"""Whole archives: run over everything that was published, keep the results, and compare documents with each other."""
