"""Returns of FF301 drawn at random, typeset as the form prints them, in English and Chinese."""
