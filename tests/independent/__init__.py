"""Readers of XBRL that are not Arelle, before the same files.

`brel <https://pypi.org/project/brel-xbrl/>`_ (Apache-2.0) reads instances and the taxonomy, `xmlschema` checks both as
XML. brel fixes the version of every library that it uses, of lxml too, and would take the project's own versions away;
so it lies in a folder of its own, and is run by a command of its own::

    python -m pip install --no-deps --target .venv/independent --requirement tests/independent/requirements.txt
"""
