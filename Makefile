# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 7860
CORPUS ?= corpus
INDEX  ?=
WHERE   = --corpus $(CORPUS) $(if $(INDEX),--index $(INDEX))

.DEFAULT_GOAL := help
.PHONY: help run install test check format index evaluate browser clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install ## Set up what is missing, build the index, open the chat on 127.0.0.1:7860
	@$(BIN)/sourcewise serve --port $(PORT) $(WHERE)

install: $(VENV)/.installed ## Make the environment in .venv with the sourcewise command

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another with: make run PYTHON=python3.12")'
	@echo "Installing into $(VENV) (the first time takes a few minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "Installing the test tools ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

test: $(VENV)/.dev browser check ## Run every check and every test, one in a real browser
	@$(BIN)/python -m pytest

check: $(VENV)/.dev ## Lint, format, types and import rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev ## Put the code in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

index: install ## Build the index of corpus/ if anything has changed
	@$(BIN)/sourcewise index $(WHERE)

evaluate: $(VENV)/.dev ## Measure start, answer time and memory
	@$(BIN)/python -m evaluation.speed

browser: ## Install a Chromium for the browser tests (as root on Debian or Ubuntu)
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || \
	  { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null; } || \
	  echo "No Chromium found: install it (Debian, Ubuntu: sudo apt-get install chromium), or the browser tests fail."

clean: ## Remove the environment and the index
	@rm -rf $(VENV) && find index -mindepth 1 ! -name README.md -delete
