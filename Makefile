# One command each: `make demo`, `make test`, `make check`. Needs only Python >= 3.11.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
# The tests start the product hundreds of times: without kept bytecode each start compiles all of it.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
STAMPS := .venv/.stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PACKAGES := ecabinet documents meetings followup
LINTED := $(wildcard $(PACKAGES) tests benchmarks)
TYPED := $(foreach package,$(PACKAGES),$(if $(wildcard $(package)/__init__.py),$(package)))
VENDOR_SOURCES := $(addprefix static/,package.json package-lock.json .npmrc install-vendor.mjs icons.txt)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard ecabinet/translations/*/LC_MESSAGES/*.po))
COMPILE_LOCK := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-options --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

# The longest first: two at a time.
CHECKS := check-types audit docs check-migrations check-words check-imports check-scripts check-style

.PHONY: help setup setup-dev demo test test-js check docs screens audit bench lock sbom wheel clean
.PHONY: $(filter check-%,$(CHECKS))

help: ## Show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

setup: $(STAMPS)/runtime static/vendor/.stamp $(CATALOGUES) ## Install everything the product runs with

setup-dev: setup $(STAMPS)/dev ## Install what tests and checks need too

demo: setup ## Start a sample office to try
	$(BIN)/ecabinet demo

test: setup-dev test-js ## Run all tests (ARGS="…" goes to pytest)
	@bash ecabinet/_build/browser.sh
	@bash ecabinet/_build/directory.sh
	@bash ecabinet/_build/office.sh
	@bash ecabinet/_build/token.sh
	@bash ecabinet/_build/proxy.sh
	$(BIN)/pytest $(ARGS)

test-js: setup-dev
	@node=$$($(BIN)/python -m ecabinet._build.frontend --node); \
	shopt -s nullglob globstar; tests=(tests/js/**/*.test.mjs tests/js/**/*.test.js); \
	if (( $${#tests[@]} )); then "$$node" --test --test-reporter=dot "$${tests[@]}"; fi

check: setup-dev test-js ## Run the linters, type checkers and consistency checks
	@$(MAKE) --no-print-directory -j 2 --output-sync=target $(CHECKS)

check-style:
	$(BIN)/ruff check $(LINTED)
	$(BIN)/ruff format --check $(LINTED)

check-types:
	$(BIN)/mypy $(TYPED)

check-imports:
	$(BIN)/lint-imports --config setup.cfg --no-logo

check-scripts:
	$$($(BIN)/python -m ecabinet._build.frontend --node) static/node_modules/typescript/bin/tsc --noEmit -p static

check-words:
	$(BIN)/python -m ecabinet._build.translations

check-migrations:
	$(BIN)/python -m ecabinet._build.migrations

docs: setup-dev ## Build the documents as a site into build/site (a broken link is an error)
	$(BIN)/python -m sphinx -q -W --keep-going -j 2 -c docs -b html . build/site
	@echo "build/site/docs/index.html"

screens: setup-dev ## Take the pictures of docs/screens.md (ARGS=all: every page at every size, into var/screens)
	@bash ecabinet/_build/browser.sh
	$(BIN)/python -m tests.gallery $(ARGS)

audit: setup-dev ## Ask for known weaknesses of what is locked (says so when it cannot ask)
	$(BIN)/python -m ecabinet._build.audit

bench: setup-dev ## Run the benchmarks and print their tables
	$(BIN)/python -m benchmarks $(ARGS)

lock: setup-dev ## Resolve all Python and npm packages anew
	$(COMPILE_LOCK) --upgrade --output-file requirements.lock setup.cfg requirements.in
	$(COMPILE_LOCK) --upgrade --output-file requirements-dev.lock requirements-dev.in
	$(COMPILE_LOCK) --upgrade --output-file requirements-node.lock requirements-node.in
	$(BIN)/python -m ecabinet._build.frontend --lock
	! grep -nE '://' requirements*.lock
	! grep -n '"resolved"' static/package-lock.json

sbom: setup-dev ## Write what the product is made of to dist/ (CycloneDX)
	$(BIN)/python -m ecabinet._build.sbom dist/ecabinet.cdx.json

wheel: setup ## Build a complete wheel into dist/
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

clean: ## Remove everything that make made (never data)
	rm -rf .venv build dist *.egg-info static/vendor static/node_modules
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f $(CATALOGUES)
	find $(LINTED) -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMPS)/venv:
	bash ecabinet/_build/venv.sh .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: requirements.lock setup.cfg pyproject.toml | $(STAMPS)/venv
	$(PIP) install --quiet --require-hashes -r requirements.lock
	PYTHONWARNINGS=ignore $(PIP) install --quiet --no-deps --no-index --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: requirements-dev.lock requirements.lock | $(STAMPS)/runtime
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

static/vendor/.stamp: $(VENDOR_SOURCES) | $(STAMPS)/runtime
	@$(BIN)/python -m ecabinet._build.frontend --node >/dev/null 2>&1 || \
		$(PIP) install --quiet --require-hashes -r requirements-node.lock
	$(BIN)/python -m ecabinet._build.frontend
	@touch $@

%.mo: %.po | $(STAMPS)/runtime
	@$(BIN)/python -m ecabinet._build.catalogues
	@touch $@
