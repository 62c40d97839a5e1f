# Everything one does here; each command installs what it needs first (packages.txt, package-lock.json).
.DEFAULT_GOAL := help
.PHONY: help run build test check bench fuzz format lint pictures clean

help:          ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run:           ## build what changed and serve http://localhost:8080, with its data in ./data
	@exec tools/run.sh

build:         ## build/release/pomopomo and web/dist
	@tools/build.sh

test:          ## every test; the last line counts them
	@tools/test.sh all

check:         ## the fast tests, in less than a minute after a build
	@tools/test.sh fast

bench:         ## measure, beside plain socket.io (docs/performance.md); two minutes: make bench QUICK=1
	@tools/bench.sh

fuzz:          ## each fuzz target for a while: make fuzz SECONDS_EACH=600
	@tools/fuzz.sh $(SECONDS_EACH)

format:        ## put C++ and TypeScript into shape
	@tools/format.sh

lint:          ## clang-tidy on changed files, oxlint, types, includes, formats
	@tools/lint.sh

pictures:      ## take the README's screenshots from the running program
	@tools/pictures.sh

clean:         ## remove what was built; ./data stays
	@rm -rf build web/dist
