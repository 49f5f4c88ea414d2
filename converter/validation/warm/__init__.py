"""A taxonomy that Arelle has loaded once, kept while instances come and go: the one place that knows Arelle's insides.

The model of the taxonomy takes an instance in, the instance is judged, and whatever it has added is taken out again:
the state without an instance is remembered container by container, and put back (:mod:`.model`). What Arelle works out
from the taxonomy alone is worked out once:

- The links, networks, concepts, schemas and assertions of the taxonomy are checked when the model is made. Then
  Arelle's own functions judge each instance, less those checks. An instance that brings documents or links of its own,
  other than footnotes, is judged by Arelle's whole validation (:mod:`.judging`).
- Assertions over the same variables, as a rule and its exceptions are, bind them once, and an assertion that needs a
  fact of a concept that has none is passed over. That is right as long as no expression fails. So an instance with an
  error of XBRL itself has each assertion evaluated by itself, and one in which an expression fails after all, or
  anything else, is judged by Arelle's whole validation.
- Which type and which attributes an element has, and in what order its children stand, is looked up for the first of
  its name (:mod:`.schemas`); expressions are taken apart once (:mod:`.steps`).

And what Arelle finds out of an instance again and again is found once: the values of expressions and facts
(:mod:`.rules`), and in which aspects two contexts agree (:mod:`.aspects`).

The names used here belong to no documented interface. So they are those of one minor version (:data:`KNOWN_VERSION`),
what they should hold is checked, and where anything differs :class:`InsidesDiffer` says so; the caller then loads each
instance afresh.
"""

from converter.validation.warm.judging import InsidesDiffer
from converter.validation.warm.model import KNOWN_VERSION, WarmModel, is_known

__all__ = ["KNOWN_VERSION", "InsidesDiffer", "WarmModel", "is_known"]
