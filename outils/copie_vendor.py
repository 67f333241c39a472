"""Copy the front-end libraries from npm into `allervers/static/vendor/`, with their licences.

Run again to change a version: `python outils/copie_vendor.py`.
"""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

RACINE = Path(__file__).parents[1]
VENDOR = RACINE / "allervers" / "static" / "vendor"
COPIES = {
    # Tabler (MIT) ships no licence file: its notice stands at the top of the sheet.
    "@tabler/core@1.6.1": (VENDOR / "tabler", ("dist/css/tabler.min.css",)),
    "@expo-google-fonts/source-sans-3@0.4.1": (
        VENDOR / "source-sans-3",
        (
            "400Regular/SourceSans3_400Regular.ttf",
            "600SemiBold/SourceSans3_600SemiBold.ttf",
            "LICENSE",
        ),
    ),
    "axe-core@4.14.1": (RACINE / "tests" / "navigateur" / "vendor", ("axe.min.js", "LICENSE")),
}


def main() -> None:
    for paquet, (cible, fichiers) in COPIES.items():
        with tempfile.TemporaryDirectory() as dossier:
            subprocess.run(["npm", "pack", "--silent", paquet], cwd=dossier, check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607
            with tarfile.open(next(Path(dossier).glob("*.tgz"))) as archive:
                archive.extractall(dossier, filter="data")
            shutil.rmtree(cible, ignore_errors=True)
            cible.mkdir(parents=True)
            for fichier in fichiers:
                contenu = (Path(dossier) / "package" / fichier).read_bytes()
                # The source map is not copied: a browser would ask for it in vain.
                contenu = contenu.split(b"\n/*# sourceMappingURL=")[0]
                (cible / Path(fichier).name).write_bytes(contenu)
            (cible / "VERSION").write_text(f"{paquet}\n")


if __name__ == "__main__":
    main()
