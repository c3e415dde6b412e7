# Planner: `make run` and `make test` do all set-up themselves. Each target has one line of help: `make help`.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Thousands of small libraries are made and synced; in memory that takes half the time.
IN_MEMORY := $(if $(wildcard /dev/shm/.),PYTEST_DEBUG_TEMPROOT=/dev/shm )
PYTEST := $(IN_MEMORY)$(BIN)/python -m pytest -q
# Two workers: the tests are mostly short, and more of them wait for each other on a laptop.
WORKERS := -n auto --maxprocesses 2
# Journeys wait for windows more than they work.
JOURNEY_WORKERS := -n 3
WITH_QT := app cli processes ui test_architecture.py
PROCESSES := journeys bench soak
ARGS ?=

# Without bytecode, each of the many processes that the tests start would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install run test test-services test-below lint bench soak pictures messages translations preferences wheel package deb lock clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP)  ## Build .venv from the lock file, with the program at .venv/bin/planner

run: install  ## Open the window (ARGS="..." passes a command and its options)
	@$(if $(ARGS),,$(BIN)/python -m planner.app.preflight &&) $(BIN)/planner $(ARGS)

test: install  ## Run all tests: without Qt, with Qt offscreen, then in real windows where Xvfb is installed
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m planner.app.preflight
	@$(MAKE) --no-print-directory -j2 --output-sync=target test-services test-below
	$(PYTEST) $(WORKERS) $(foreach folder,$(WITH_QT),$(wildcard tests/$(folder)))
	$(if $(wildcard tests/journeys/test_*.py),$(PYTEST) $(JOURNEY_WORKERS) tests/journeys)

# The two halves of what needs no Qt run side by side: workers of one run would each collect all tests again.
test-services: install  ## Run the tests of the services alone
	$(PYTEST) -p no:pytest-qt -p no:xdist tests/services

test-below: install  ## Run the tests of domain, storage, formats and configuration alone
	$(PYTEST) -p no:pytest-qt -p no:xdist tests $(foreach folder,services $(WITH_QT) $(PROCESSES),--ignore=tests/$(folder))

lint: install  ## Check style, types and import rules
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install  ## Measure speed and memory against floors taken in the same run
	$(BIN)/python -m tests.bench $(ARGS)

soak: install  ## Run what takes hours: kills, damaged files, random edits by the ten thousand
	$(BIN)/python -m tests.soak $(ARGS)

pictures: install  ## Make the pictures of the documentation anew (wants the font Inter)
	$(BIN)/python docs/make_pictures.py

messages: install  ## Write resources/translations/planner.pot anew from the source, and bring each planner.po up to it
	$(BIN)/python packaging/messages.py
	$(BIN)/python packaging/catalogues.py merge

translations: install  ## Check each planner.po and compile it to planner.mo
	$(BIN)/python packaging/catalogues.py compile

preferences: install  ## Write docs/preferences.md anew from the table of preferences
	$(BIN)/python docs/make_preferences.py

wheel: install  ## Build wheel and source archive in dist, and let the wheel test itself in an empty environment
	rm -f dist/*.whl dist/*.tar.gz
	$(BIN)/python -m hatchling build -d dist -t sdist -t wheel
	packaging/check_wheel.sh

package: install  ## Build the bundle in dist/planner and let it test itself
	$(BIN)/pyinstaller --noconfirm --clean --log-level ERROR --distpath dist --workpath build/pyinstaller packaging/planner.spec
	cd / && env -i HOME=$(CURDIR)/build PATH=/nowhere LC_ALL=C.UTF-8 $(CURDIR)/dist/planner/planner self-test
	@echo "dist/planner: $$(du -sm dist/planner | cut -f1) MB"

deb: package  ## Build the Debian package of the bundle, examine it, install it into an empty folder and remove it
	rm -f dist/*.deb
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/debian/make_deb.py $(ARGS)
	packaging/debian/check_deb.sh

lock: install  ## Write requirements.lock anew from pyproject.toml, with the newest versions
	$(BIN)/python -m venv --clear build/lock
	build/lock/bin/pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet --upgrade --generate-hashes --extra dev \
		--strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header \
		--output-file requirements.lock pyproject.toml

clean:  ## Remove everything that these commands made, .venv too
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find planner tests packaging -type d -name __pycache__ -prune -exec rm -rf {} +

# The first Python that is new enough; PYTHON=... names another.
$(STAMP): requirements.lock pyproject.toml
	@python=; for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
		if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Planner needs Python 3.11 or newer: sudo apt install python3 python3-venv (Fedora: sudo dnf install python3)." >&2; \
		exit 1; \
	fi; \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
			echo "Python's module venv is not installed: sudo apt install python3-venv." >&2; \
			exit 1; \
		fi; \
		$$python -m venv --clear $(VENV); \
	fi
	@echo "Installing into $(VENV) from requirements.lock ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@$(BIN)/python -m compileall -q planner
	@touch $@
