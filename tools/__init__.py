"""What only developers run: the samples' maker, the docs' generator."""
