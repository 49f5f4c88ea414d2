"""Judging what was written: plain XML by its XML Schema, XBRL by Arelle."""
