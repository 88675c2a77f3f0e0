# Everything one does with Parcours. `make` alone lists the commands.
.PHONY: help run test lint bench mutants proofread lock

help:
	@echo "make run        installe ce qui manque et ouvre le site sur http://localhost:8000/ (PORT=8001 make run pour un autre port)"
	@echo "make test       toutes les vérifications et tous les tests, réseau coupé"
	@echo "make lint       les vérifications seules, sans les tests"
	@echo "make bench      les mesures de vitesse"
	@echo "make mutants    les fautes semées qu’aucun test ne voit (long)"
	@echo "make proofread  ce que LanguageTool dit du français de la bibliothèque (long)"
	@echo "make lock       verrouille les dépendances après un changement de requirements.in ou requirements-dev.in"

run test lint bench mutants proofread lock:
	@scripts/python scripts/$@.py
