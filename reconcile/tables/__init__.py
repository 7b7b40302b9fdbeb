"""From grids to tables that can be asked: their names, their columns and rows, what each cell says."""

from .reading import read_tables

__all__ = ["read_tables"]
