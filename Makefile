# Everything here begins with the set-up in scripts/bootstrap: on a fresh machine it fetches what is
# missing, on any later run it only looks and goes on. PYTHON is whatever starts it.
PYTHON ?= python3
SETUP = $(PYTHON) -m scripts.bootstrap

.DEFAULT_GOAL := help
.PHONY: help run test check format train bench simulate simulate-learning evaluate screenshots setup clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up what is missing, start Sportello and stay until Ctrl-C
	@exec $(SETUP) run

test: ## run every test of both environments and of the front end
	@exec $(SETUP) test

check: ## format, lint, types, imports, front end (CI=true: format nothing, only check)
	@exec $(SETUP) check

format: ## put the code into its shape
	@exec $(SETUP) format

train: ## train the model if something it is made from has changed
	@exec $(SETUP) train

bench: ## measure against Rasa's own REST channel, same machine, same run
	@exec $(SETUP) bench

simulate: ## play a day with 20 agents on the real queue: fairness, promised waits, assignment
	@exec $(SETUP) simulate

simulate-learning: ## play a week in which one question is not known on Monday: found, accepted, published, answered
	@exec $(SETUP) simulate-learning

evaluate: ## measure what is understood, against Rasa's own default pipeline
	@exec $(SETUP) evaluate

screenshots: ## take a picture of every screen into docs/images
	@exec $(SETUP) screenshots

setup: ## only install: both environments and the front end
	@exec $(SETUP) setup

clean: ## remove environments, tools and builds; data in .sportello/ stays
	rm -rf .venv .venv-brain .tools ui/node_modules ui/dist .sportello/stamps
