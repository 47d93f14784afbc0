# One command for each thing one does here; `make` lists them.
PYTHON ?= python3
BIN := .venv/bin
PYTHONPATH := hooks
# MkDocs' command line; whatever stops it is told in one sentence.
MKDOCS := $(BIN)/python -m mkdocs_cli
export PYTHONPATH
export NO_MKDOCS_2_WARNING := 1
# The same commit gives the same bytes, whatever the day.
export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

# Compiled once: each of the many builds of the tests is a process of its own.
unexport PYTHONDONTWRITEBYTECODE
# Without docstrings the published schemas would be without descriptions.
unexport PYTHONOPTIMIZE

.DEFAULT_GOAL := help
.PHONY: help import serve build nginx book whole copy test test-all test-engines lint check-data notation check-links check-same check-same-as check-text measure-text schemas ledger picture lock sbom audit fuzz try-properdocs bench-build bench-serve bench-units bench-charts bench-search bench-lighthouse clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

serve: .venv/site ## set up and serve the site on http://127.0.0.1:8000/, rebuilding on change
	$(MKDOCS) serve

build: .venv/site ## build the site into site/, any warning an error
	$(MKDOCS) build --strict --clean

nginx: build ## write dist/nginx.conf: a server for the site, with its policy and headers
	@mkdir -p dist
	$(BIN)/python -m datapages.output.host_headers site > dist/nginx.conf

book: .venv/book build ## make the PDFs and EPUBs of the built site, and its copy for the disk, in dist/kitap/
	@$(BIN)/python -m datapages.cli.make_book site dist/kitap $(BOOK)

# The sections of the menu that the book is made of, by the addresses of their first pages.
BOOK := taraular/ sozdik/

whole: book ## build the site once more, with the books and the copy offered on it
	SHELF=dist/kitap $(MKDOCS) build --strict --clean

copy: build ## pack the built site as dist/sait.zip, a copy that opens from the disk
	@$(BIN)/python -m datapages.output.offline_copy site dist/sait.zip

# The site is built and served once; the workers share the tests. There are more of them than the two
# cores that a machine has at least: a test in a browser waits for a good part of its time.
PYTEST := $(BIN)/python -m pytest -n 3 --dist loadscope --durations 10

test: .venv/dev ## set up and run the tests, the browser's included: all but the exhaustive ones
	@$(BIN)/python -m tests.chromium
	$(PYTEST) -m "not exhaustive"

test-all: .venv/dev ## run every test: also Firefox, WebKit, axe on all pages, long fuzzing, the same bytes
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.engines.programs
	$(PYTEST)

test-engines: .venv/dev ## run what readers do in Chromium, Firefox and WebKit
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.engines.programs
	$(PYTEST) tests/engines

lint: .venv/dev ## ruff, mypy --strict, and the rules between packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check-data: .venv/site ## validate everything under data/, all errors at once
	@$(BIN)/python -m datapages.cli.check_data

import: .venv/dev ## bring a table of the Bureau in: FILE=table.xlsx INDICATOR=births SOURCE=uky-tuu
	@$(BIN)/python -m datapages.cli.import_table "$(FILE)" "$(INDICATOR)" "$(SOURCE)" \
		$(if $(SHEET),--sheet "$(SHEET)") $(if $(COLUMN),--column "$(COLUMN)") \
		$(if $(SERIES),--series "$(SERIES)") $(if $(CHANGED),--changed "$(CHANGED)") \
		$(if $(BREAK),--break "$(BREAK)" --label "$(LABEL)" --why "$(WHY)") $(if $(DRY),--dry-run)

notation: .venv/site ## list the functions that chapters call, with their arguments
	@$(BIN)/python -m datapages.cli.notation

check-text: .venv/site ## list the errors of language that editors found again and again, with file and line
	@$(BIN)/python -m tests.language

measure-text: .venv/site ## measure the prose of each chapter beside its aims: figures, years, reservations, citations
	@$(BIN)/python -m bench.text

check-links: .venv/site ## ask every address of others that data/ and docs/ name; report in .cache/links.tsv
	@$(BIN)/python -m datapages.cli.check_links

check-same: .venv/dev ## build on another day, in another folder, zone and language: every byte the same
	$(BIN)/python -m pytest tests/site/test_same.py

check-same-as: .venv/dev ## compare with what another commit builds, every byte: REV=main; COLD=1 draws charts anew
	@$(BIN)/python -m tests.same_as "$(REV)"

ledger: .venv/site ## enter new addresses into addresses/ledger.tsv
	LEDGER=write $(MKDOCS) build --strict --site-dir .cache/site

picture: .venv/site ## draw docs/assets/site.png, what messengers show beside a link
	$(BIN)/python -m datapages.cli.social_card "$$(sed -n 's/^site_name: //p' mkdocs.yml)" \
		"Тараулар, бірліктер, көрсеткіштер, дереккөздер" docs/assets/site.png

schemas: .venv/site ## write data/schemas/ from hooks/datapages/model/records/
	$(BIN)/python -m datapages.exports.json_schemas data/schemas

sbom: .venv/audit ## list all packages of a build in dist/sbom.json, as CycloneDX
	@mkdir -p dist
	$(BIN)/cyclonedx-py requirements requirements/site.txt --pyproject pyproject.toml --output-reproducible -o dist/sbom.json 2>/dev/null

audit: .venv/audit ## ask PyPI what is known against the locked packages
	@$(BIN)/python -c "import requests; requests.head('https://pypi.org/', timeout=20)" 2>/dev/null \
		|| { echo "offline: PyPI cannot be asked, nothing was audited"; exit 1; }
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements/site.txt
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements/dev.txt

fuzz: .venv/dev ## damage data, addresses and pages 2,000 times, numbers 10,000 times: loaded, or refused with its line
	$(BIN)/python -m tests.fuzz 2000 2026
	$(BIN)/python -m tests.fuzz_numbers 10000 2026

try-properdocs: .venv/site ## build with ProperDocs, a fork of MkDocs 1.x, and compare every byte
	$(BIN)/python -m bench.way_out

bench-build: .venv/site ## time a build beside Material alone on the same pages, and say where the time goes
	$(BIN)/python -m bench.build

bench-serve: .venv/site ## time from saving a file to seeing it in `make serve`, beside Material alone
	$(BIN)/python -m bench.serve

bench-units: .venv/site ## what the pages of units cost, and 10 and 50 times as many
	$(BIN)/python -m bench.units

bench-charts: .venv/bench ## compare charting libraries on the population series
	$(BIN)/python -m bench.charts

bench-search: .venv/dev ## measure the search beside stock Material's; SEARCH_EVAL=folder of gold sets, SITE=a built site
	$(BIN)/python -m bench.search $(if $(SITE),--site $(SITE))

bench-lighthouse: .venv/dev ## measure four pages beside stock Material's with the same text, on a slow phone
	$(BIN)/python -m bench.lighthouse

lock: .venv/dev ## lock what pyproject.toml asks for, print what changed; UP=ruff upgrades a package, UP=all every one
	@$(LOCK) -o requirements/site.txt
	@$(LOCK) --extra book -c requirements/site.txt -o requirements/book.txt
	@$(LOCK) --extra dev --extra book -c requirements/site.txt -o requirements/dev.txt
	@$(LOCK) --extra audit -c requirements/site.txt -o requirements/audit.txt
	@$(LOCK) --extra bench -c requirements/site.txt -o requirements/bench.txt
	@git diff --unified=0 requirements | grep -E '^[-+][a-z].*==' || \
		echo "Nothing changed: what is locked fits pyproject.toml. UP=ruff upgrades a package, UP=all every one."

LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11.5 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate \
	$(if $(filter all,$(UP)),--upgrade,$(UP:%=--upgrade-package %))

clean: ## remove everything that was made
	rm -rf .venv .cache site dist

# A stamp file stands for each set of packages, so that a second run starts at once.
.venv/pip:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11.5 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11, 5) else 0)'
	$(PYTHON) -m venv .venv
	@touch $@

# What has no wheel: its build runs code that no hash covers, so that nothing may join it unseen.
SOURCE := font-roboto

.venv/%: requirements/%.txt | .venv/pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--only-binary :all: $(SOURCE:%=--no-binary %) -r $<
	@touch $@



