# Every job of this repository, one command each. `make help` lists them.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := build

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

share := $(DESTDIR)$(PREFIX)/share
build_dir := .build
debug := $(build_dir)/debug/deltabook
release := $(build_dir)/release/deltabook
sources := Sources Tests Package.swift

# The Swift runtime goes into the program, so that it runs where no toolchain is. lld instead of gold:
# gold repeats glibc's warning about `mktemp`, which Foundation uses, at every static link. Symbols are
# stripped: they are a third of the file.
release_flags := -c release
ifeq ($(shell uname -s),Linux)
release_flags += --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker --strip-all
endif

## build        debug build (the default)
.PHONY: build
build:
	$(SWIFT) build

## release      optimized program with the Swift runtime inside, .build/release/deltabook
.PHONY: release
release:
	scripts/build-without-warnings $(SWIFT) build $(release_flags) --product deltabook

$(release):
	$(MAKE) release

## setup        install what building needs: libcmark, pkg-config
.PHONY: setup
setup:
	scripts/setup build

## demo         build, run notebooks/feed-forward.md and show where its result is
.PHONY: demo
demo: setup release
	mkdir -p demo
	$(release) run notebooks/feed-forward.md --output demo/feed-forward.md
	@printf '\nThe first tables of demo/feed-forward.md:\n\n'
	@awk '/^## Forward/ { exit } /^$$/ && blank { next } { blank = /^$$/; print }' demo/feed-forward.md
	@printf 'The whole document: %s (%s lines)\n' "$$PWD/demo/feed-forward.md" "$$(wc -l < demo/feed-forward.md)"

## test         everything that has to hold before a change is merged
.PHONY: test
test: setup test-setup test-data check-sources lint release check-manual check-allocations
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	$(release) run --check $(wildcard notebooks/*.md notebooks/in-place/*.md)

.PHONY: test-setup
test-setup:
	scripts/setup test

# Published material that tests read but the repository does not hold.
.PHONY: test-data
test-data: test-setup
	@if [[ -x scripts/fetch-test-data ]]; then scripts/fetch-test-data; fi

## lint         format and the list of forbidden things
.PHONY: lint
lint: check-sources
	$(SWIFT) format lint --strict --recursive --parallel $(sources)

.PHONY: check-sources
check-sources:
	scripts/check-sources

## format       format all Swift files
.PHONY: format
format:
	$(SWIFT) format --in-place --recursive --parallel $(sources)

## goldens      record the expected outputs of golden tests again; read the difference before a commit
.PHONY: goldens
goldens:
	DELTABOOK_RECORD=1 $(SWIFT) test --filter ReferenceNotebook

## check-manual the manual page is well-formed and describes every option
.PHONY: check-manual
check-manual: release
	scripts/check-manual $(release) man/deltabook.1

# Only an optimized build shows what allocates.
## check-allocations  training asks for no memory once it runs, with any optimizer, activation and loss
.PHONY: check-allocations
check-allocations: release
	$(SWIFT) build $(release_flags) --product training-bench
	$(build_dir)/release/training-bench allocations

## examples     every notebook in every format, in the folder examples
.PHONY: examples
examples: release
	scripts/setup documents
	mkdir -p examples
	for format in markdown latex html pdf ipynb json; do \
	  $(release) run $(wildcard notebooks/*.md) --to $$format --output examples; \
	done

## bench        whole programs side by side, and how time grows with the notebook
.PHONY: bench
bench: setup release
	scripts/setup bench
	bench/run $(release)
	$(SWIFT) build $(release_flags) --product training-bench
	bench/run-training $(build_dir)/release/training-bench

# The measurements of `diff` that take too long without optimization; the tests run a part of them.
harness := $(build_dir)/release/audit-harness

.PHONY: harness
harness:
	$(SWIFT) build -c release --product audit-harness

## mutations    2,000 faults in generated pages: how many `diff` reports on the right line
.PHONY: mutations
mutations: setup harness
	$(harness) mutations .

## round-trip   every view in every notation and 200 random networks: what `run` writes, `diff` finds right
.PHONY: round-trip
round-trip: setup harness
	$(harness) round-trip .

## honest       write the honest pages of the tests again (NumPy); read the difference before a commit
.PHONY: honest
honest:
	scripts/setup oracles
	scripts/oracles/honest_documents.py Tests/AuditTests/Fixtures/honest
	scripts/oracles/conventions.py Tests/AuditTests/Fixtures/conventions

## fuzz         feed mutated documents to `diff` for FUZZ_SECONDS (600)
FUZZ_SECONDS ?= 600
.PHONY: fuzz
fuzz: setup test-setup
	nice -n 19 scripts/fuzz $(FUZZ_SECONDS)

## bench-setup  install Jupyter, NumPy and PyTorch into bench/.venv; `make bench` measures them if they are there
.PHONY: bench-setup
bench-setup:
	scripts/setup jupyter
	python3 -m venv bench/.venv
	bench/.venv/bin/pip install --quiet --disable-pip-version-check -r bench/requirements.txt

# Under sudo what was built before is installed: root has no toolchain in its path, and should not own .build.
## install      program, templates, manual and completions under PREFIX (/usr/local), DESTDIR before it
.PHONY: install
install: $(if $(SUDO_USER),$(release),release)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(share)/man/man1" "$(share)/deltabook" \
	  "$(share)/bash-completion/completions" "$(share)/zsh/site-functions" \
	  "$(share)/fish/vendor_completions.d"
	install -m 755 $(release) "$(DESTDIR)$(PREFIX)/bin/deltabook"
	rm -rf "$(share)/deltabook/templates"
	cp -R templates "$(share)/deltabook/templates"
	chmod -R u=rwX,go=rX "$(share)/deltabook"
	install -m 644 man/deltabook.1 "$(share)/man/man1/deltabook.1"
	$(release) --generate-completion-script bash > "$(share)/bash-completion/completions/deltabook"
	$(release) --generate-completion-script zsh > "$(share)/zsh/site-functions/_deltabook"
	$(release) --generate-completion-script fish > "$(share)/fish/vendor_completions.d/deltabook.fish"

## uninstall    remove what `make install` with the same PREFIX and DESTDIR put there
.PHONY: uninstall
uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/deltabook" "$(share)/man/man1/deltabook.1" \
	  "$(share)/bash-completion/completions/deltabook" "$(share)/zsh/site-functions/_deltabook" \
	  "$(share)/fish/vendor_completions.d/deltabook.fish"
	rm -rf "$(share)/deltabook"

## clean        remove everything that was built
.PHONY: clean
clean:
	rm -rf $(build_dir) demo examples bench/results bench/.venv

## help         this list
.PHONY: help
help:
	@sed -n 's/^## /  make /p' $(firstword $(MAKEFILE_LIST))
