"""Bytes to text with places: one module per kind of file."""
