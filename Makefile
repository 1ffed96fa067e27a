# make demo: an invented municipality in the browser. make test: everything CI runs.
PYTHON ?= python3
BIN := .venv/bin
export UV_LINK_MODE ?= copy

.PHONY: setup demo run test check fix draw messages lock clean
setup: .venv/.runtime var/static/staticfiles.json

.venv/.uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	touch $@

.venv/.runtime: .venv/.uv requirements/runtime.txt
	$(BIN)/uv pip install --quiet --require-hashes -r requirements/runtime.txt
	$(BIN)/uv pip install --quiet --no-deps --editable .
	touch $@

.venv/.test: .venv/.runtime requirements/test.txt
	$(BIN)/uv pip install --quiet --require-hashes -r requirements/test.txt
	touch $@

var/packages/dkfds.stamp: .venv/.runtime package-lock.json scripts/packages.py
	$(BIN)/python scripts/packages.py

var/static/staticfiles.json: var/packages/dkfds.stamp $(shell find src -path '*/static/*' -type f) $(shell find src -name '*.po')
	$(BIN)/python scripts/messages.py compile
	$(BIN)/python -m django collectstatic --settings tovholder.config.settings --noinput --clear --verbosity 0

demo: setup
	$(BIN)/tovholder demo

run: setup
	$(BIN)/tovholder run

check: setup .venv/.test
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djade --check --target-version 5.2 $(shell git ls-files 'src/*.html')
	$(BIN)/python scripts/messages.py check
	$(BIN)/python scripts/draw.py --check
	$(BIN)/python scripts/schema.py --check
	$(BIN)/python scripts/law_pages.py --check
	$(BIN)/python -m django makemigrations --settings tovholder.config.settings --check --dry-run

test: check
	$(BIN)/python scripts/browser.py
	$(BIN)/pytest

fix: .venv/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djade --target-version 5.2 $(shell git ls-files 'src/*.html')
	$(BIN)/python scripts/messages.py update

draw: .venv/.test
	$(BIN)/python scripts/draw.py
	$(BIN)/python scripts/schema.py
	$(BIN)/python scripts/law_pages.py

lock: .venv/.uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements/node.in -o requirements/node.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements/runtime.in -o requirements/runtime.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements/test.in -o requirements/test.txt

clean:
	-$(BIN)/tovholder database stop
	rm -rf .venv var
