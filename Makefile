# Needs Python 3.11 or later and make; everything else goes into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Twice quiet: errors only.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
UV_VERSION := 0.13.9
SIZES ?= 10000,100000
SECONDS ?= 120

# Locks name no index and no host, and say how to remake them. They hold the hashes of every
# platform's files, and every version that suits Python 3.11 or later.
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --group build

# Tests start the program some hundred times: it is not compiled anew for each.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo demo-postgres test test-long test-postgres test-browser fuzz reliability bench install lint format docs messages lock clean
.NOTPARALLEL: # one environment, one installer at a time

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\): .*## \(.*\)/make \1	\2/p' Makefile | expand -t 20

demo: $(VENV)/installed ## the Groningen ledger and the verdicts on it
	@$(BIN)/gestand demo

demo-postgres: $(VENV)/installed-test ## the same on a PostgreSQL server that is thrown away
	@$(BIN)/python -m features.server $(BIN)/gestand demo

test: $(VENV)/installed-test ## run the tests, random ones on few examples; ARGS goes to pytest
	@$(BIN)/python -m pytest --quiet $(ARGS)

test-long: $(VENV)/installed-formats ## run the random tests on many examples, and all combinations
	@$(BIN)/python -m pytest --quiet -m "(long or hypothesis) and not postgres" --hypothesis-profile=long $(ARGS)

test-postgres: $(VENV)/installed-test ## run the tests of ledgers on PostgreSQL, on a server of their own
	@$(BIN)/python -m pytest --quiet -m "postgres and not long" $(ARGS)

test-browser: $(VENV)/installed-browser ## run the tests of pages in the Chromium of the system
	@$(BIN)/python -m pytest --quiet browser $(ARGS)

fuzz: $(VENV)/installed-test ## look for inputs that break readers, for SECONDS=120; what it finds is in found/
	@$(BIN)/python -m fuzzing --seconds $(SECONDS) $(ARGS)

reliability: $(VENV)/installed-test ## kill writers and servers, and write docs/reliability.md; needs postgresql
	@PYTHONPATH=. $(BIN)/python docs/reliability.py $(SECONDS)

bench: $(VENV)/installed ## write docs/benchmarks.md; SIZES=10000,1000000 says of how many records
	@$(BIN)/python -m benchmarks --sizes $(SIZES) $(ARGS)

install: $(VENV)/installed ## the program and what it needs, into .venv

lint: $(VENV)/installed-test ## style, types and the direction of imports
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary
	@report=$$($(BIN)/lint-imports 2>&1) || { echo "$$report"; exit 1; }

format: $(VENV)/installed-test ## lay out the code, and mend what can be mended safely
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

docs: $(VENV)/installed ## remake the pages that are made from the program
	@PYTHONPATH=. $(BIN)/python docs/fields.py
	@PYTHONPATH=. $(BIN)/python docs/advice.py

messages: $(VENV)/installed-test ## gather what is to be translated into languages/, and compile that
	@PYTHONPATH=. $(BIN)/python docs/messages.py

lock: $(BIN)/python ## remake the locks; ARGS=--upgrade also renews what is not pinned
	@$(PIP) install uv==$(UV_VERSION)
	@$(COMPILE) $(ARGS) pyproject.toml --output-file requirements.lock
	@$(COMPILE) $(ARGS) --extra test --constraint requirements.lock pyproject.toml --output-file requirements-test.lock
	@$(COMPILE) $(ARGS) --extra test --extra formats --constraint requirements-test.lock pyproject.toml --output-file requirements-formats.lock
	@$(COMPILE) $(ARGS) --extra test --extra browser --constraint requirements-test.lock pyproject.toml --output-file requirements-browser.lock

clean: ## throw away .venv and everything that can be made again
	@rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A half-made environment goes away again, so that the next attempt starts afresh.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "gestand needs Python 3.11 or later, and '$(PYTHON)' is not that." \
			"Name one that is: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# The files named installed… say when their lock was last installed.
$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing gestand into $(VENV), once" >&2
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The test lock holds all that the other one holds: after this, that one is installed too.
$(VENV)/installed-test: requirements-test.lock requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing gestand and its tests into $(VENV), once" >&2
	@$(PIP) install --require-hashes --requirement requirements-test.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(VENV)/installed $@

# What reads our files in the long run, beside all that the tests need.
$(VENV)/installed-formats: requirements-formats.lock $(VENV)/installed-test
	@echo "Installing the libraries that read our files into $(VENV), once" >&2
	@$(PIP) install --require-hashes --requirement requirements-formats.lock
	@touch $@

$(VENV)/installed-browser: requirements-browser.lock $(VENV)/installed-test
	@echo "Installing what drives a browser into $(VENV), once" >&2
	@$(PIP) install --require-hashes --requirement requirements-browser.lock
	@touch $@
