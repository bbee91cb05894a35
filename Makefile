# Backfile: captured news articles as a static archive. `make` lists what can be made.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
BACKFILE := $(BIN)/backfile
RUNTIME := $(VENV)/runtime.stamp
TESTING := $(VENV)/testing.stamp
NODE_TOOLS := .tools/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help html serve intake check publish test lint score bench bench-search screenshots words lock clean

help: ## list what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

html: $(RUNTIME) ## take in what lies in inbox/ and build the site into output/
	@status=0; $(BACKFILE) intake || status=$$?; $(BACKFILE) build || exit $$?; exit $$status

serve: $(RUNTIME) ## build, show the site on this machine, rebuild and reload on change (PORT=8000)
	@$(BACKFILE) serve --port $(PORT)

intake: $(RUNTIME) ## take in what lies in inbox/, without building
	@$(BACKFILE) intake

check: $(RUNTIME) ## check every file of content/ against the schema
	@$(BACKFILE) check

publish: $(RUNTIME) ## build with the settings of publishconf.py
	@status=0; $(BACKFILE) intake || status=$$?; $(BACKFILE) build --settings publishconf.py || exit $$?; exit $$status

test: lint $(NODE_TOOLS) | browser ## run everything that must hold
	@$(BIN)/python -m pytest

lint: $(TESTING) ## check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

score: $(TESTING) ## measure the normaliser on ../shared/data
	@$(BIN)/python bench/score.py

bench: $(TESTING) ## measure speed against peers
	@$(BIN)/python bench/run.py

bench-search: $(TESTING) | browser ## measure search in a browser, over a server 50 ms away
	@$(BIN)/python bench/search.py

screenshots: $(TESTING) | browser ## take pictures of every page kind for docs/
	@$(BIN)/python bench/screenshots.py

words: $(TESTING) ## bring the catalogues of interface words in step with code and templates
	@$(BIN)/python bench/make_interface_words.py

lock: $(TESTING) ## pin the dependencies of pyproject.toml anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra build pyproject.toml --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra test --constraint requirements.lock pyproject.toml --output-file requirements-test.lock

clean: ## delete what a build writes: output/ and .cache/ (captures/ and content/ stay)
	rm -rf output .cache

# ---- what is installed when it is missing

$(RUNTIME): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Backfile needs Python 3.11 or newer; $(PYTHON) is older. Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q plugins/backfile
	@touch $@

$(TESTING): $(RUNTIME) requirements-test.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-test.lock
	@touch $@

$(NODE_TOOLS): tests/tools/package.json tests/tools/package-lock.json | browser
	@mkdir -p .tools && cp tests/tools/package.json tests/tools/package-lock.json .tools/
	@npm ci --silent --ignore-scripts --no-audit --no-fund --prefix .tools
	@touch $@

.PHONY: browser
browser: ## install Chromium, Java and Node.js from Debian's packages where they are missing
	@for program in chromium java npm; do command -v $$program >/dev/null || missing=1; done; \
	if [ -n "$$missing" ]; then \
		run=; [ "$$(id -u)" = 0 ] || run=sudo; \
		$$run apt-get update -qq && $$run apt-get install -y -qq --no-install-recommends chromium default-jre-headless npm fonts-noto-core fonts-noto-cjk; \
	fi
