"""What is written of a return: plain XML, XBRL, JSON, and the page a person reads."""
