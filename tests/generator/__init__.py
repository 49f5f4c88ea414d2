"""Returns drawn at random, typeset as the form, and damaged as OCR damages them."""
