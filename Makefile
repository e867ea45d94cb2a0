# Two commands do everything on a fresh clone with Python 3.11 or newer:
#   make demo    check a real plan and write its documents into demo-output/
#   make test    lint, types, tests with coverage

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_PLAN := sample_plans/printing-supplies.yaml
DEMO_OUTPUT := demo-output
COVERAGE := 85

.DEFAULT_GOAL := help
.PHONY: help demo test lint types docs clean

help:
	@sed -n '2,3p' Makefile | cut -c3-
	@echo "  make docs    rewrite the generated reference pages in docs/"
	@echo "  make clean   remove the environment, caches and demo-output/"

demo: $(VENV)/.installed
	@$(BIN)/planner check $(DEMO_PLAN)
	@$(BIN)/planner generate $(DEMO_PLAN) -o $(DEMO_OUTPUT)
	@echo "The documents of $(DEMO_PLAN) are in $(DEMO_OUTPUT)/ (Markdown; start with $(DEMO_OUTPUT)/index.md)."

test: lint types
	@$(BIN)/coverage run -m pytest -m "not hypothesis"
	@$(BIN)/coverage report --fail-under=$(COVERAGE) > .coverage-report.txt || { cat .coverage-report.txt; exit 1; }
	@# Laws on random plans say nothing about lines; measured, they would take three times as long.
	@$(BIN)/python -m pytest -m hypothesis

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Not formatted: run $(BIN)/ruff format"; exit 1; }

types: $(VENV)/.installed-dev
	@$(BIN)/mypy

docs: $(VENV)/.installed-dev
	$(BIN)/planner schema --markdown > docs/plan-file.md
	$(BIN)/planner schema --lang zh-CN > plan.schema.json
	$(BIN)/planner schema --playbook --lang en > docs/playbook.schema.json

clean:
	rm -rf $(VENV) $(DEMO_OUTPUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage-report.txt dist build

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	@echo "Setting up $(VENV) (once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Adding the development tools (once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@
