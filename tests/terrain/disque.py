"""A disk that remembers each write and each fsync of SQLite, that can fail, and that can lose its power."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import apsw

SECTEUR = 512
Gestes = dict[str, list[tuple]]


class Disque(apsw.VFS):
    """The system's own files, watched: `apsw.Connection(…, vfs=disque.nom)`.

    `erreur` is raised instead of the operations (writes, fsyncs) whose number is in `en_panne`.
    """

    def __init__(self, nom: str, erreur: type[apsw.Error] = apsw.IOError, en_panne: range = range(0)):
        self.nom, self.erreur, self.en_panne = nom, erreur, en_panne
        self.gestes: list[tuple] = []
        self.nb_operations = 0
        super().__init__(nom, "")

    def xOpen(self, name, flags):  # noqa: N802 (SQLite's names)
        # A file without a name holds what no restart will look for.
        return _Fichier(self, name, flags) if name else super().xOpen(name, flags)

    def xDelete(self, filename, syncdir):  # noqa: N802
        super().xDelete(filename, syncdir)
        self.gestes.append(("effacer", Path(filename).name))

    def est_en_panne(self) -> bool:
        self.nb_operations += 1
        return self.nb_operations in self.en_panne


class _Fichier(apsw.VFSFile):
    def __init__(self, disque: Disque, name, flags):
        self.disque = disque
        self.nom = Path(name.filename() if isinstance(name, apsw.URIFilename) else name).name
        super().__init__("", name, flags)

    def xWrite(self, data, offset):  # noqa: N802
        self._noter("ecrire", offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, newsize):  # noqa: N802
        self._noter("couper", newsize)
        super().xTruncate(newsize)

    def xSync(self, flags):  # noqa: N802
        """Nothing here asks the real disk to hurry: what would survive is computed."""
        if self.disque.est_en_panne():
            # Linux then forgets the pages that it could not write, and says so once only.
            self.disque.gestes.append(("perdre", self.nom))
            raise self.disque.erreur()
        self.disque.gestes.append(("fsync", self.nom))

    def _noter(self, *geste) -> None:
        if self.disque.est_en_panne():
            raise self.disque.erreur()
        self.disque.gestes.append((geste[0], self.nom, *geste[1:]))


def coupures(
    gestes: list[tuple], depart: dict[str, bytes]
) -> Iterator[tuple[int, dict[str, bytearray], Gestes]]:
    """Cut the power before each fsync, and at the end: (gestures done, files that are safe, writes that are not)."""
    sur = {nom: bytearray(octets) for nom, octets in depart.items()}
    en_attente: Gestes = defaultdict(list)
    for rang, (geste, fichier, *suite) in enumerate(gestes):
        if geste == "fsync":
            yield rang, sur, en_attente
            _appliquer(en_attente.pop(fichier, []), sur, fichier)
        elif geste == "perdre":
            en_attente.pop(fichier, None)
        elif geste == "effacer":
            sur.pop(fichier, None), en_attente.pop(fichier, None)
        else:
            en_attente[fichier].append((geste, *suite))
    yield len(gestes), sur, en_attente


def avec_des_morceaux(sur: dict[str, bytearray], en_attente: Gestes, alea: Random) -> dict[str, bytearray]:
    """Return the files when some of the writes that were not safe had reached the disk, whole or torn."""
    fichiers = {nom: bytearray(octets) for nom, octets in sur.items()}
    for nom, gestes in en_attente.items():
        _appliquer([_dechirer(geste, alea) for geste in gestes if alea.random() < 0.6], fichiers, nom)
    return fichiers


def _dechirer(geste: tuple, alea: Random) -> tuple:
    if geste[0] == "couper" or alea.random() < 0.5:
        return geste
    _, endroit, octets = geste
    return "ecrire", endroit, octets[: SECTEUR * alea.randint(0, len(octets) // SECTEUR)]


def _appliquer(gestes: list[tuple], fichiers: dict[str, bytearray], nom: str) -> None:
    contenu = fichiers.setdefault(nom, bytearray())
    for geste, endroit, *octets in gestes:
        if geste == "couper":
            del contenu[endroit:]
            continue
        contenu.extend(bytes(max(0, endroit - len(contenu))))
        contenu[endroit : endroit + len(octets[0])] = octets[0]
