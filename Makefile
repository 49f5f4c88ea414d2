# make demo       install, convert and validate the example filings
# make test       everything that must hold before a change is merged
# make docs       write everything again that is made from something else: the taxonomy, the examples, the pages
# make accuracy   measure how well filings are read, and write docs/accuracy.md
# make differential   two thousand drawn returns, right and wrong, before both judges; how often each rule came to each verdict
# make warm       a thousand instances, judged with the taxonomy that stays loaded and each by a fresh load: half an hour
# make bench      what validation and conversion cost, one by one and in batches of up to ten thousand, and where the
#                 time goes; with BATCH='--returns 100 --validated 100' small batches alone
# make clean      remove what these made

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
OUT    := build/demo

.PHONY: demo test docs accuracy differential warm bench clean

$(VENV)/.installed: setup.cfg pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

# Another implementation's reader of XBRL, by itself: its own requirements would take the place of ours.
$(VENV)/independent/.installed: $(VENV)/.installed tests/independent/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade \
		--target $(VENV)/independent --requirement tests/independent/requirements.txt
	touch $@

demo: $(VENV)/.installed
	$(BIN)/monthly-return convert examples --out $(OUT)
	$(BIN)/monthly-return validate $(OUT)
	@echo "The plain XML, the XBRL instances and the findings are in $(OUT)/"

test: $(VENV)/.installed $(VENV)/independent/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
# A module is one worker's, and what its tests share is made once; tests/conftest.py says which come first.
	$(BIN)/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder --cov --cov-report=term

docs: $(VENV)/.installed
	$(BIN)/monthly-return taxonomy build
	$(BIN)/python -m tests.generator.examples
	$(BIN)/monthly-return convert examples examples/wrong --out examples/converted || test $$? -eq 1  # one is wrong
	$(BIN)/python -m converter.cli.reference docs/cli.md
	$(BIN)/python -m tests.test_docs
	$(BIN)/python -m tests.conformance

accuracy: $(VENV)/.installed
	$(BIN)/python -m tests.generator.accuracy

differential: $(VENV)/.installed
	$(BIN)/python -m tests.differential 2000

warm: $(VENV)/.installed
	MONTHLY_RETURN_AFRESH=1000 $(BIN)/python -m pytest --no-cov tests/test_warm.py tests/test_warm_afresh.py

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.batch $(BATCH)

clean:
	rm -rf build dist $(VENV) *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
