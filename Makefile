# `make site` builds this repository's site, `make test` runs every test, `make axe` looks for barriers on every page.
# Both set up what they need in .venv first; a fresh Debian needs python3, python3-venv and make.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: site test axe clean

site: .venv/site
	$(BIN)/eo-site build

test: .venv/test
	sh tests/chromium.sh
	sh tests/servers.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

# Every kind of page in every edition and look: minutes, where the tests take a part of it.
axe: .venv/test
	sh tests/chromium.sh
	$(BIN)/python -m tests.browser.matrix

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
