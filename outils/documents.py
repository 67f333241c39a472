"""Write again the documents that are drawn from the code: `make docs`."""

from allervers.demo import ecarts


def main() -> None:
    # First: it sets Django up on data of its own, where it imports the demonstration year.
    ecarts.main()
    from allervers.connexion.documentation import ecrire as ecrire_droits
    from allervers.conservation.documentation import ecrire as ecrire_conservation
    from allervers.echanges.documentation import ecrire_documentation
    from allervers.faits.documentation import ecrire as ecrire_faits

    ecrire_documentation()
    ecrire_faits()
    ecrire_droits()
    ecrire_conservation()


if __name__ == "__main__":
    main()
