"""Write again the documents that are drawn from the code: `make docs`."""

import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
    django.setup()
    from allervers.connexion.documentation import ecrire as ecrire_droits
    from allervers.conservation.documentation import ecrire as ecrire_conservation
    from allervers.demo import ecarts
    from allervers.echanges.documentation import ecrire_documentation
    from allervers.faits.documentation import ecrire as ecrire_faits

    ecrire_documentation()
    ecrire_faits()
    ecrire_droits()
    ecrire_conservation()
    ecarts.main()


if __name__ == "__main__":
    main()
