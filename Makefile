# tellings. Everything below sets itself up: python3.11 or newer is all that a fresh machine needs.
#   make demo     read the demo story in the terminal and in demo.html
#   make test     every test                     make check   format, lint, types, layers, spelling, docs
#   make score    quality beside its floors      make bench   speed and memory, beside peers
#   make score TEST=1    the test parts of EWT and GUM: for the last run before a release
#   make train    the weights of the English reader, from the open corpora (under an hour)
.DEFAULT_GOAL := demo
.PHONY: demo test quick check format docs schema score floors bench size train lock wheel clean

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python3.14 python,$(shell $(p) -c 'import sys; sys.version_info >= (3, 11) and print("$(p)")' 2>/dev/null)))
BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check install --quiet
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-options \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
OURS := src tests quality bench docs training

demo: .venv/.ready
	$(BIN)/tellings demo
	$(BIN)/tellings demo -o demo.html

# On every core. What measures time or needs the machine to itself comes after, by itself.
test: .venv/.ready-dev
	$(PY) -m pytest -n logical --dist worksteal -m "not alone"
	$(PY) -m pytest -m alone tests

quick: .venv/.ready-dev
	$(PY) -m pytest -n logical --dist worksteal -m "not slow and not alone"

check: .venv/.ready-dev
	$(BIN)/ruff format --check $(OURS)
	$(BIN)/ruff check $(OURS)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell
	$(BIN)/deptry .
	$(PY) docs/reference/write.py --check
	$(PY) -m pytest src tests/house/test_readmes.py -p no:randomly

format: .venv/.ready-dev
	$(BIN)/ruff format $(OURS)
	$(BIN)/ruff check --fix $(OURS)

docs: .venv/.ready-dev
	$(PY) docs/reference/write.py

score: .venv/.ready
	@$(MAKE) --no-print-directory .venv-peers/.made || echo "no environment of peers: neus is not measured" >&2
	$(PY) -m quality $(if $(TEST),--test)

floors: .venv/.ready
	$(PY) -m quality --pin

bench: .venv/.ready
	$(PY) -m compileall -q src
	@$(MAKE) --no-print-directory .venv-peers/.made || echo "no environment of peers: measured without them" >&2
	$(PY) -m bench
	$(PY) -m bench.reuse
	$(PY) -m bench.collation
	$(PY) -m bench.intake
	$(PY) -m bench.stream
	$(PY) -m bench.library
	$(PY) -m bench.store
	$(PY) -m bench.service
	$(PY) -m bench.agents
	$(PY) -m bench.writer --half B

# Others to measure beside us, in an environment that the product never sees.
.venv-peers/.made: bench/peers.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip --disable-pip-version-check install --quiet -r bench/peers.txt
	touch $@

# What an installation takes, beside one from before the encoder.
size:
	$(PYTHON) -m bench.size

# Takes up where it was stopped. Torch lives in its own environment; the product never sees it.
train: .venv-train/.ready
	PYTHONPATH=src:. .venv-train/bin/python -m training.train
	PYTHONPATH=src:. .venv-train/bin/python -m training.export
	PYTHONPATH=src:. .venv-train/bin/python -m training.parity

.venv-train/.ready: training/requirements.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip --disable-pip-version-check install --quiet -r training/requirements.txt
	touch $@

lock: .venv/.ready-dev
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) -o requirements-build.lock requirements-build.in
	$(COMPILE) -o requirements-dev.lock requirements-dev.in

wheel: .venv/.ready-dev
	$(PY) -m build --wheel --no-isolation --outdir dist .

clean:
	rm -rf .venv dist build demo.html

# One environment for all. A stamp is older than what it was made from, or nothing is done.
.venv/.made:
	@test -n "$(PYTHON)" || { echo "tellings needs python 3.11 or newer; none was found on the PATH (or say make PYTHON=...)" >&2; exit 1; }
	@echo "setting up .venv, once: about a minute" >&2
	$(PYTHON) -m venv .venv
	touch $@

.venv/.locked: .venv/.made requirements.lock requirements-build.lock
	$(PIP) --require-hashes -r requirements-build.lock -r requirements.lock
	touch $@

.venv/.ready: .venv/.locked pyproject.toml
	$(PIP) --no-deps --no-build-isolation --no-index --editable .
	$(PY) -m compileall -q src # pip compiles what it installs; what stays in the tree is compiled here, or every start pays
	touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@
