# the usual commands; `just NAME`

default:
    @just --list

# all tests, or those named
test *ARGS:
    pytest {{ARGS}}

lint:
    ruff check .
    ruff format --check .
    mypy --strict

format:
    ruff check --fix .
    ruff format .

# the pages of the rules; and whether they and all links are right
docs:
    python -m tools.docs
    python -m tools.docs --check

# the documentation site, into build/docs
site:
    python -m sphinx -W --keep-going -b html docs build/docs

# the documents in samples/
samples:
    python -m tools.samples

bench:
    python benchmarks/startup.py
    python benchmarks/history.py
    python benchmarks/check.py
    python benchmarks/extraction.py

# seeded mistakes: what is found of them
faults *ARGS:
    python benchmarks/faults.py {{ARGS}}

# the JSON schema from the models
schema:
    python -m reconcile.report > reconcile/schema/report.schema.json

# what continuous integration runs
ci:
    .ci/run

# damaged text through reading, check and reports, for so many seconds
fuzz *ARGS:
    python -m tools.fuzz {{ARGS}}

# how time grows with the document
growth *ARGS:
    python benchmarks/growth.py {{ARGS}}

# licences, sizes and importers of all that an installation brings
supply:
    python -m tools.supply
