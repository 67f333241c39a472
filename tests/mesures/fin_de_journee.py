"""The end of a day: 50 phones each send 40 entries, one after another, to the real server, over HTTP, on SQLite.

Run by `make bench`: `python -m tests.mesures.fin_de_journee`.
"""

import asyncio
import hashlib
import json
import os
import time
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from uuid import uuid4

from .base import base_neuve, port_libre, serveur

EDUCATEURS, SAISIES, JEUNES = 50, 40, 20
# A phone under 4G: what passes between a reply and the next entry.
RESEAU = 0.06
JETON = "a" * 32


@dataclass
class Mesure:
    durees: list[float] = field(default_factory=list)
    erreurs: list[str] = field(default_factory=list)

    def rang(self, part: float) -> float:
        return sorted(self.durees)[int(len(self.durees) * part)] * 1000


@dataclass
class Telephone:
    """One educator's phone: a session, and the entries of the day."""

    session: str
    saisies: list[bytes]
    port: int

    async def envoyer(self, mesure: Mesure, *, attente: float, reseau: float) -> None:
        """Open the application, then send all, as `static/terrain/boite.js` does."""
        await asyncio.sleep(attente)
        lecture, ecriture = await asyncio.open_connection("127.0.0.1", self.port)
        await self._demander(lecture, ecriture, "GET", "/terrain/donnees.json", b"")
        for octets in self.saisies:
            debut = time.perf_counter()
            statut, contenu = await self._demander(lecture, ecriture, "POST", "/terrain/saisies/", octets)
            mesure.durees.append(time.perf_counter() - debut)
            if statut != 201 or json.loads(contenu)["empreinte"] != hashlib.sha256(octets).hexdigest():
                mesure.erreurs.append(f"{statut} {contenu[:200]!r}")
            await asyncio.sleep(reseau)
        ecriture.close()

    async def _demander(
        self, lecture, ecriture, methode: str, chemin: str, octets: bytes
    ) -> tuple[int, bytes]:
        ecriture.write(
            f"{methode} {chemin} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: application/json\r\n"
            f"Cookie: sessionid={self.session}; csrftoken={JETON}\r\nX-CSRFToken: {JETON}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(octets)}\r\n\r\n".encode()
            + octets
        )
        entetes = (await lecture.readuntil(b"\r\n\r\n")).decode().lower()
        longueur = int(entetes.partition("content-length: ")[2].partition("\r\n")[0])
        return int(entetes.split()[1]), await lecture.readexactly(longueur)


def main() -> None:
    with base_neuve():
        mesurer()


def mesurer() -> None:
    """Print p50 and p95 of a save, and the errors: phones that open within a minute, then all at the same instant."""
    port = port_libre()
    tous = _telephones(port, 2)
    with serveur(port):
        alea = Random(62)  # noqa: S311
        for quoi, telephones, etalement, reseau in (
            ("en une minute, sous 4G", tous[0], 60, RESEAU),
            ("au même instant, sans réseau", tous[1], 0, 0),
        ):
            mesure, debut = Mesure(), time.perf_counter()
            asyncio.run(
                _ensemble(telephones, mesure, [alea.random() * etalement for _ in telephones], reseau)
            )
            duree = time.perf_counter() - debut
            print(
                f"{EDUCATEURS} éducateurs envoient {SAISIES} saisies {quoi}\u202f: p50 {mesure.rang(0.5):.0f} ms, "
                f"p95 {mesure.rang(0.95):.0f} ms, {len(mesure.erreurs)} erreur(s), "
                f"{len(mesure.durees) / duree:.0f} saisies/s, charge {os.getloadavg()[0]:.1f}",
                flush=True,
            )
            for erreur in mesure.erreurs[:3]:
                print(f"  {erreur}")


async def _ensemble(telephones, mesure: Mesure, attentes: list[float], reseau: float) -> None:
    await asyncio.gather(
        *(
            un.envoyer(mesure, attente=attente, reseau=reseau)
            for un, attente in zip(telephones, attentes, strict=True)
        )
    )


def _telephones(port: int, nb_jours: int) -> list[list[Telephone]]:
    """An invented service of 50 educators, with what each of them did; their sessions are open."""
    from django.core.management import call_command
    from django.db import transaction
    from django.test import Client
    from django.utils import timezone

    from allervers.comptes.models import Service
    from allervers.jeunes.models import Jeune
    from allervers.referentiel.operations import charger_preset
    from allervers.territoires.models import Territoire
    from tests.comptes_ouverts import embaucher

    call_command("migrate", verbosity=0)
    hier = timezone.localdate() - timedelta(days=1)
    with transaction.atomic():
        service = Service.objects.create(code="mesure", nom="Service de mesure")
        charger_preset(service=service, annee=2024, preset="62")
        lieux = [
            str(
                Territoire.objects.create(
                    service=service, code=f"q{i}", nature="quartier", nom=f"Quartier {i}"
                ).uuid
            )
            for i in range(20)
        ]
        jeunes = [
            str(Jeune.objects.create(service=service, code=f"J{i}", premier_contact="2024-01-01").uuid)
            for i in range(EDUCATEURS * JEUNES)
        ]
        educateurs = [embaucher(service, code=f"e{i}", courriel=f"e{i}@mesure.fr") for i in range(EDUCATEURS)]
    jours = []
    for jour in range(nb_jours):
        telephones = []
        for i, educateur in enumerate(educateurs):
            client = Client()
            client.force_login(educateur)
            saisies = [
                json.dumps({
                    "uuid": str(uuid4()), "genre": "intervention", "remplace": None, "type": "travail_de_rue",
                    "date": str(hier - timedelta(days=jour)), "heure": f"{8 + rang // 4:02}:{rang % 4 * 15:02}",
                    "duree_minutes": 15, "lieu": lieux[(i + rang) % 20], "professionnels": [str(educateur.uuid)],
                    "jeunes": [jeunes[i * JEUNES + (rang + n) % JEUNES] for n in range(rang % 4)],
                    "comptages": [{"sexe": "garcon", "tranche": "11_a_14", "nouveau": False, "nombre": 1 + rang % 5},
                                  {"sexe": "fille", "tranche": "15_a_18", "nouveau": True, "nombre": 1}],
                    "etiquettes": ["tensions"], "observation": "Du monde devant le stade.",
                }).encode()
                for rang in range(SAISIES)
            ]  # fmt: skip
            telephones.append(Telephone(client.cookies["sessionid"].value, saisies, port))
        jours.append(telephones)
    return jours


if __name__ == "__main__":
    main()
