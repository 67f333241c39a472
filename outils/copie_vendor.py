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
    "@tabler/core@1.6.1": (VENDOR / "tabler", ("dist/css/tabler.min.css",)),
    "@expo-google-fonts/source-sans-3@0.4.1": (
        VENDOR / "source-sans-3",
        (
            "400Regular/SourceSans3_400Regular.ttf",
            "400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
            "600SemiBold/SourceSans3_600SemiBold.ttf",
            # The font is under the OFL; LICENSE is that of the code around it, not copied.
            "LICENSE_FONT",
        ),
    ),
    "idb@8.0.4": (VENDOR / "idb", ("build/index.js", "LICENSE")),
    "axe-core@4.14.1": (RACINE / "tests" / "navigateur" / "vendor", ("axe.min.js", "LICENSE")),
}

# A browser cannot read a bare module name: these packages, and those they import, are bound into one module each.
PAQUET_ESBUILD = "esbuild@0.28.2"
LIENS = {
    "hpke": (
        ("@hpke/core@1.9.0",),
        'export { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";',
    ),
    "prosemirror": (
        (
            "prosemirror-model@1.25.13",
            "prosemirror-state@1.4.4",
            "prosemirror-view@1.42.9",
            "prosemirror-commands@1.7.2",
            "prosemirror-keymap@1.2.3",
            "prosemirror-history@1.5.1",
            "prosemirror-inputrules@1.6.0",
            "prosemirror-schema-list@1.6.0",
        ),
        """\
export { DOMParser, Fragment, Mark, Node, Schema, Slice } from "prosemirror-model";
export { EditorState, NodeSelection, Plugin, Selection, TextSelection } from "prosemirror-state";
export { EditorView } from "prosemirror-view";
export { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark } from "prosemirror-commands";
export { keymap } from "prosemirror-keymap";
export { closeHistory, history, redo, undo } from "prosemirror-history";
export { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
export { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
""",
    ),
    "markdown-it": (("markdown-it@14.3.3",), 'export { default as MarkdownIt } from "markdown-it";'),
}

# Tabler ships no licence file: its copyright notice stands at the top of the sheet, the terms here.
MIT = """\
MIT License. The copyright notice stands at the top of tabler.min.css.

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def main() -> None:
    for paquet, (cible, fichiers) in COPIES.items():
        with tempfile.TemporaryDirectory() as dossier:
            commande = ["npm", "pack", "--silent", paquet]
            subprocess.run(commande, cwd=dossier, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
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
    (VENDOR / "tabler" / "LICENSE").write_text(MIT)
    for nom, (paquets, entree) in LIENS.items():
        lier(VENDOR / nom, paquets, entree)


def lier(cible: Path, paquets: tuple[str, ...], entree: str) -> None:
    shutil.rmtree(cible, ignore_errors=True)
    cible.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as dossier:
        (Path(dossier) / "entree.js").write_text(entree)
        for commande in (
            ["npm", "install", "--silent", "--no-save", *paquets, PAQUET_ESBUILD],
            ["node_modules/.bin/esbuild", "entree.js", "--bundle", "--format=esm", "--minify",
             "--legal-comments=inline", "--log-level=error", f"--outfile={cible / cible.name}.js"],
        ):  # fmt: skip
            subprocess.run(commande, cwd=dossier, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        licences = sorted(Path(dossier).glob("node_modules/**/LICENSE*"))
        textes = [
            f"{un.parent.name}\n\n{un.read_text('utf-8')}" for un in licences if "esbuild" not in str(un)
        ]
        (cible / "LICENSE").write_text("\n----\n\n".join(textes))
    (cible / "VERSION").write_text("\n".join(paquets) + "\n")


if __name__ == "__main__":
    main()
