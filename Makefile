# Each target sets up what it needs: a .venv from pip alone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
DEMO_STORE ?= kg-store
# `ftm` is left out: it builds PyICU from source, for which a machine needs a compiler and ICU's headers.
EXTRAS ?= dev,neo4j-server
export PYTHONUTF8 := 1

.PHONY: demo test setup check check-stores bench train train-extraction benchmark docs clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else f"kg needs Python 3.11 or newer, this is {v[0]}.{v[1]}: make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing kg and what it needs into $(VENV) (the first time takes some minutes) ..." >&2
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS)]'
	@touch $@

demo: setup
	@$(BIN)/kg --store $(DEMO_STORE) ingest seeds/
	@$(BIN)/kg --store $(DEMO_STORE) show

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet kg
	$(BIN)/mypy
	$(BIN)/python -m kg.rdf.docs --check
	$(BIN)/python -m kg.query_parts --check

# Every named query on both stores, over all articles of the news corpus; hours where these are not ingested yet.
CORPUS_STORE ?= corpus-store
check-stores: setup
	@test -d $(CORPUS_STORE) || $(BIN)/kg --store $(CORPUS_STORE) ingest $(SHARED)/corpora/news/articles.jsonl.gz || test $$? -eq 1
	$(BIN)/python -m tests.compare $(CORPUS_STORE)

train: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[training]'
	$(BIN)/python -m training --corpora $(SHARED)/corpora

# The models that weigh who takes part, where, when: seconds, once the articles are annotated.
train-extraction: setup
	$(BIN)/python -m training.extraction --corpora $(SHARED)/corpora

# What kg finds in the benchmark's articles against what readers found there; needs the corpus.
benchmark: setup
	@mkdir -p build/benchmark
	@for half in develop test unseen; do \
	  $(BIN)/python -m benchmark.articles --corpora $(SHARED)/corpora $$half > build/benchmark/$$half.jsonl && \
	  rm -rf build/benchmark/$$half && \
	  $(BIN)/kg --store build/benchmark/$$half ingest build/benchmark/$$half.jsonl && \
	  echo "== $$half" && \
	  $(BIN)/kg --store build/benchmark/$$half eval benchmark/$$half --format table --phenomena --intervals || exit 1; \
	done

bench: setup
	@$(BIN)/python -m benchmark.reading

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache
