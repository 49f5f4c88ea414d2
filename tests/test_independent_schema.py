"""Another implementation of XML Schema reads the taxonomy and the instances: what is right passes, what is wrong fails.

The numbers, their accuracy and their units are read here with the types that the schemas give them.
"""
