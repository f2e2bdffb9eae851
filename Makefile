# make site   builds site/public and site/intranet
# make serve  shows them on this machine
# make test   runs every check and test
# make readability  measures how easy the handbook is to read
# Everything is set up in .venv: exact versions, each with its hash (constraints.txt, and
# constraints-test.txt for what the tests need besides).

SHELL := /bin/sh
.DEFAULT_GOAL := site

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
PORT ?= 8000

export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: site serve check test unit bench catalogue constraints clean

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "malbok behöver Python 3.11 eller senare: $(PYTHON) är äldre."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Installera venv först: apt install python3-venv"; exit 1; }

$(VENV)/site-ready: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Sätter upp malbok i $(VENV) …"
	@$(PIP) install --require-hashes --no-deps -r constraints.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test-ready: constraints-test.txt $(VENV)/site-ready
	@echo "Sätter upp det som testerna behöver …"
	@$(PIP) install --require-hashes --no-deps -r constraints-test.txt
	@touch $@

site: $(VENV)/site-ready
	@$(BIN)/malbok check
	@$(BIN)/mkdocs build --strict -f mkdocs.yml
	@$(BIN)/mkdocs build --strict -f mkdocs.intranet.yml
	@$(BIN)/malbok check-site site/public
	@$(BIN)/malbok check-site site/intranet
	@echo
	@echo "Klart. Den publika webbplatsen ligger i site/public och intranätets i site/intranet."
	@echo "Titta på dem: make serve"

serve: $(VENV)/site-ready
	@test -d site/public || $(MAKE) --no-print-directory site
	@echo "Publikt:  http://localhost:$(PORT)/public/"
	@echo "Intranät: http://localhost:$(PORT)/intranet/"
	@echo "Avsluta med Ctrl+C."
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory site

check: $(VENV)/site-ready
	@$(BIN)/malbok check

# How easy the handbook is to read: a report that fails nothing.
readability: $(VENV)/site-ready
	@$(BIN)/malbok readability
.PHONY: readability

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installerar Chromium …"; \
	  apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends chromium >/dev/null; \
	else \
	  echo "Testerna behöver Chromium: sudo apt install chromium"; exit 1; \
	fi
.PHONY: chromium

# The same Chromium without what only windows need: it starts faster, and the tests do without it.
headless: chromium
	@command -v chromium-headless-shell >/dev/null || [ "$$(id -u)" != 0 ] || \
	apt-get install -y -q --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || true
.PHONY: headless

# A process for each core; a file's tests stay together, as they share what they have built.
SPREAD := -n auto --dist loadfile

test: $(VENV)/test-ready headless readability
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q $(SPREAD)

unit: $(VENV)/test-ready
	@$(BIN)/python -m pytest -q -m "not browser" $(SPREAD)

bench: $(VENV)/test-ready
	@$(BIN)/python -m bench

# Needs node and Chromium; the exact versions are in bench/lighthouse/package-lock.json.
lighthouse: $(VENV)/test-ready chromium
	@test -d site/public || $(MAKE) --no-print-directory site
	@cd bench/lighthouse && npm ci --silent --no-audit --no-fund
	@$(BIN)/python -m bench.lighthouse
.PHONY: lighthouse

CATALOGUE := plugins/malbok/locale/sv/LC_MESSAGES/malbok.po

catalogue: $(VENV)/test-ready
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k text -k _ -k malbok_text -k plural:1,2 \
	  --no-location --sort-output -o build/malbok.pot .
	@$(BIN)/pybabel -q update -i build/malbok.pot -o $(CATALOGUE) -l sv --no-fuzzy-matching \
	  --ignore-obsolete --ignore-pot-creation-date --no-wrap
	@echo "Översätt det som är tomt i $(CATALOGUE)."

COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade -q

constraints: $(VENV)/test-ready
	@$(COMPILE) --extra build -o constraints.txt
	@$(COMPILE) --extra build --extra test -o constraints-test.txt

clean:
	rm -rf $(VENV) .cache site dist
