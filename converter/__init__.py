"""The Hong Kong "Monthly Return of Equity Issuer on Movements in Securities" as data, XML and XBRL.

The packages follow one direction, and nothing points back::

    reading -> forms -> model -> facts -> rules -> writing -> validation     (cli on top)
"""
