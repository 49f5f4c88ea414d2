"""Many filings into one folder: worker processes, a ledger of what is done, and a run that can be taken up again.

One filing is one :class:`~converter.batch.work.Task`, whose :class:`~converter.batch.work.Outcome` depends on nothing
but the file's bytes and name. Engines do tasks, in processes of this machine (:mod:`~converter.batch.pool`) or on a
cluster (:mod:`~converter.batch.dask_engine`); they touch neither the inputs nor the outputs. One process alone reads,
writes and keeps the ledger (:mod:`~converter.batch.run`), in the order of the inputs, so that a run leaves the same
files whatever the number of workers and however often it was broken off.
"""
