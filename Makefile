# The only list of commands. `make` alone prints it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Two workers, and pytest-django's order kept: tests that empty the tables come last.
PARALLELE := -n 2 --dist loadgroup

.PHONY: aide demo test test-sqlite test-postgresql bench style verrou docs donnees-demo audit
.DEFAULT_GOAL := aide

aide: ## Cette liste
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

$(VENV)/pret: requirements.txt pyproject.toml
	@$(PYTHON) -c "import ensurepip" || { echo "Il manque venv : apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/pret-dev: $(VENV)/pret requirements-dev.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

demo: $(VENV)/pret ## Charger l'année de démonstration et ouvrir Allervers
	$(BIN)/allervers demo

test: style test-sqlite test-postgresql ## Tous les tests, sur SQLite puis sur PostgreSQL

test-sqlite: $(VENV)/pret-dev
	env -u DATABASE_URL $(BIN)/pytest $(PARALLELE)

test-postgresql: $(VENV)/pret-dev
	outils/avec_postgresql.sh $(BIN)/pytest $(PARALLELE) -m "not navigateur"

style: $(VENV)/pret-dev ## Mise en forme et règles d'écriture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

bench: $(VENV)/pret-dev ## Mesures : un service de 300 éducateurs
	$(BIN)/python -m tests.mesures
	$(BIN)/python -m tests.mesures.liste
	$(BIN)/python -m tests.mesures.telephone
	$(BIN)/python -m tests.mesures.fiches
	$(BIN)/python -m tests.mesures.fin_de_journee
	$(BIN)/python -m tests.mesures.rapport
	ALLERVERS_PASSAGES=300 $(BIN)/pytest -q -s tests/navigateur/test_terrain_hasard.py -k exactly
	ALLERVERS_PASSAGES=200 $(BIN)/pytest -q -s tests/navigateur/test_terrain_hasard.py -k killed

docs: $(VENV)/pret-dev ## Récrire les documents tirés du code
	$(BIN)/python -m outils.documents

donnees-demo: $(VENV)/pret-dev ## Récrire l'année de démonstration
	$(BIN)/python -m allervers.demo.fabrique

verrou: $(VENV)/pret-dev ## Récrire les dépendances verrouillées
	$(BIN)/pip install --quiet uv==0.13.9
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --universal \
	  --no-header --extra build pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --universal \
	  --no-header --extra build --extra dev pyproject.toml -o requirements-dev.txt

audit: $(VENV)/pret-dev ## Chercher des failles connues dans les dépendances
	$(BIN)/pip-audit --require-hashes -r requirements.txt
