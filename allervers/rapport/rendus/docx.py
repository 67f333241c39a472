"""The report as a Word document that a service can still complete: real styles, contents, captions and fields."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import datetime

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from allervers.rapport.document import (
    Document,
    Forme,
    Illustration,
    PhotoDuDocument,
    TableauDuDocument,
    Texte,
)
from allervers.rapport.prose import Intertitre, Liste, Paragraphe, Segment

from .docx_styles import (
    GRIS,
    NUMEROS,
    PUCES,
    balise,
    champ,
    course,
    paragraphe,
    poser_styles,
    tabulation,
    vingtiemes,
)
from .docx_tableaux import composer_table
from .mise_en_page import PAYSAGE, POINTS_PAR_PIXEL, PORTRAIT, couper, est_large, largeur_de_la_photo
from .polices import en_png
from .textes import PUBLIABLE, SUITE, lire_notes, lire_pied, propre

# A4, in centimetres.
COTE, LONG, MARGE = 21, 29.7, 2
FIGURE_HAUTE = 20
DATE_DES_FICHIERS = (1980, 1, 1, 0, 0, 0)


def rendre_docx(document: Document) -> bytes:
    """Return `document` as a DOCX file. The same document always gives the same bytes."""
    redaction = _Redaction(document)
    redaction.ouvrir()
    redaction.ecrire()
    return redaction.octets()


class _Redaction:
    """A document being written, from its first page to its last: it counts headings, tables and figures."""

    def __init__(self, document: Document):
        self.document = document
        self.word = docx.Document()
        self.corps = self.word.element.body
        self.est_paysage = False
        self.nb_tableaux = self.nb_figures = 0
        self.titres: list[tuple[int, str]] = []
        poser_styles(self.word)
        self._mettre_en_page()

    def ouvrir(self) -> None:
        """Write the cover, then what must be told before anything else."""
        if self.document.est_court:
            self._ouvrir_en_haut()
            return
        couverture, avertissements = self.document.couverture, self.document.avertissements
        self._logo(hauteur=3.2)
        self._paragraphe("Association", course(couverture.association))
        self._paragraphe("Title", course(couverture.titre))
        self._paragraphe("Subtitle", course(couverture.service))
        self._paragraphe("Mention", course(couverture.mention))
        if self.document.forme is Forme.PUBLIABLE:
            self._paragraphe("Mention", course(PUBLIABLE))
        for rang, (libelle, texte) in enumerate(couverture.coordonnees):
            style = "Coordonnees" if rang else "PremiereCoordonnee"
            self._paragraphe(style, course(libelle, balise("color", val=GRIS)), tabulation(), course(texte))
        if avertissements:
            self._paragraphe("TOCHeading", course("Avertissements"), proprietes=[balise("pageBreakBefore")])
        for avertissement in avertissements:
            self._paragraphe("Normal", course(avertissement))

    def _ouvrir_en_haut(self) -> None:
        """Write, at the top of the first page, what another document tells on its cover."""
        couverture, serre = self.document.couverture, balise("spacing", before=0, after=120)
        self._logo(hauteur=1.5)
        self._paragraphe("Normal", course(couverture.association, balise("color", val=GRIS)))
        titre = course(couverture.titre, balise("sz", val=42))
        self._paragraphe("Title", titre, proprietes=[serre])
        mention = f"{couverture.service} – {couverture.mention}"
        self._paragraphe("Normal", course(mention, balise("b")))

    def _logo(self, hauteur: float) -> None:
        couverture = self.document.couverture
        if couverture.logo:
            logo = self.word.add_picture(io.BytesIO(couverture.logo), height=Cm(hauteur))
            _decrire(logo, "Logo", f"Logo de {couverture.association or couverture.service}")

    def ecrire(self) -> None:
        """Write the contents and all the sections, wide tables on landscape pages with the headings before them."""
        if not self.document.sections:
            return
        ouverture = self._paragraphe("Normal")
        suite = []
        for section in self.document.sections:
            suite.append((self._titre, (section.niveau - 1, section.titre), None))
            suite += [(self._bloc, (bloc,), est_large(bloc)) for bloc in section.blocs]
        orientation, pieces = False, []
        for ecrire, arguments, voulue in reversed(suite):
            orientation = orientation if voulue is None else voulue
            pieces.append((ecrire, arguments, orientation))
        if not self.document.est_court:
            self._rompre(pieces[-1][2])
        for ecrire, arguments, est_paysage in reversed(pieces):
            if est_paysage != self.est_paysage:
                self._rompre(est_paysage)
            ecrire(*arguments)
        if self.document.est_court:
            return
        ouverture.addprevious(_sommaire(self.titres, est_en_tete=not self.document.avertissements))

    def octets(self) -> bytes:
        """Return the file: the zip that python-docx writes, without the time of its writing."""
        brut, fige = io.BytesIO(), io.BytesIO()
        self.word.save(brut)
        with zipfile.ZipFile(brut) as lu, zipfile.ZipFile(fige, "w", zipfile.ZIP_DEFLATED) as ecrit:
            for nom in lu.namelist():
                ecrit.writestr(zipfile.ZipInfo(nom, DATE_DES_FICHIERS), lu.read(nom), zipfile.ZIP_DEFLATED)
        return fige.getvalue()

    def _mettre_en_page(self) -> None:
        couverture, proprietes, section = (
            self.document.couverture,
            self.word.core_properties,
            self.word.sections[0],
        )
        proprietes.title = propre(f"{couverture.titre} – {couverture.service}")[:255]
        proprietes.author = proprietes.last_modified_by = propre(
            couverture.association or couverture.service
        )[:255]
        proprietes.language, proprietes.comments = "fr-FR", ""
        proprietes.created = proprietes.modified = datetime(self.document.annee, 12, 31)
        section.page_width, section.page_height = Cm(COTE), Cm(LONG)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGE)
        section.header_distance = section.footer_distance = Cm(1)
        section.different_first_page_header_footer = not self.document.est_court
        haut, bas = section.header.paragraphs[0], section.footer.paragraphs[0]
        haut.style, bas.style = "Header", "Footer"
        haut._p.extend([course(f"{couverture.service} · {couverture.titre}"), tabulation()])
        # The part of the report that the page shows: Word writes it, others leave it out.
        haut._p.append(champ("STYLEREF 1", ""))
        bas._p.extend(
            [course(lire_pied(self.document)), tabulation(), champ("PAGE", "1"), course("\u202f/\u202f")]
        )
        bas._p.append(champ("NUMPAGES", "1"))

    def _rompre(self, est_paysage: bool) -> None:
        """Begin a new page of the given orientation: the last paragraph closes the section before it."""
        suivante = self.corps.sectPr
        derniere = suivante.getprevious()
        if derniere.tag != qn("w:p") or derniere.xpath("./w:pPr/w:sectPr"):
            derniere = self._paragraphe("Note")
        derniere.set_sectPr(deepcopy(suivante))
        for enfant in list(suivante):
            # Header and footer go on from section to section; only the first page of all has none.
            if enfant.tag in (qn("w:headerReference"), qn("w:footerReference"), qn("w:titlePg")):
                suivante.remove(enfant)
        page = suivante.find(qn("w:pgSz"))
        largeur, hauteur = (LONG, COTE) if est_paysage else (COTE, LONG)
        page.set(qn("w:w"), vingtiemes(largeur))
        page.set(qn("w:h"), vingtiemes(hauteur))
        page.set(qn("w:orient"), "landscape" if est_paysage else "portrait")
        self.est_paysage = est_paysage

    def _paragraphe(self, style: str, *contenu, proprietes: Iterable = ()):
        ajoute = paragraphe(style, *contenu, proprietes=proprietes)
        self.corps.sectPr.addprevious(ajoute)
        return ajoute

    def _titre(self, niveau: int, titre: str) -> None:
        rang = len(self.titres)
        self.titres.append((niveau, titre))
        self._paragraphe(
            f"Heading{niveau}",
            balise("bookmarkStart", id=rang, name=_signet(rang)),
            course(titre),
            balise("bookmarkEnd", id=rang),
        )

    def _bloc(self, bloc) -> None:
        match bloc:
            case Texte():
                self._texte(bloc)
            case Illustration():
                self._illustration(bloc)
            case TableauDuDocument():
                self._tableau(bloc)
            case PhotoDuDocument():
                self._photo(bloc)

    def _texte(self, texte: Texte) -> None:
        if texte.titre:
            self._paragraphe("Heading3", course(texte.titre))
        for alinea in texte.prose:
            match alinea:
                case Paragraphe(segments):
                    self._paragraphe("Normal", *self._segments(segments))
                case Intertitre(niveau, segments):
                    # From 3 on: the contents show the parts of the report, not those of a text.
                    self._paragraphe(f"Heading{2 + niveau + bool(texte.titre)}", *self._segments(segments))
                case Liste():
                    self._liste(alinea)

    def _liste(self, liste: Liste) -> None:
        numero, style = PUCES, "ListBullet"
        if liste.est_numerotee:
            numerotation = self.word.part.numbering_part.element.add_num(NUMEROS)
            numerotation.add_lvlOverride(ilvl=0).add_startOverride(1)
            numero, style = numerotation.numId, "ListNumber"
        for element in liste.elements:
            rang = min(element.profondeur, 8)
            place = [balise("numPr", balise("ilvl", val=rang), balise("numId", val=numero))]
            if element is liste.elements[-1]:
                place.append(balise("spacing", after=120))
            suffixe = ("", "2", "3")[min(rang, 2)]
            self._paragraphe(f"{style}{suffixe}", *self._segments(element.segments), proprietes=place)

    def _segments(self, segments: tuple[Segment, ...]) -> Iterator:
        for segment in segments:
            aspect = [balise("rStyle", val="Hyperlink")] if segment.lien else []
            aspect += [balise("b")] if segment.est_gras else []
            aspect += [balise("i")] if segment.est_italique else []
            contenu = course(segment.texte, *aspect)
            if segment.lien:
                relation = self.word.part.relate_to(
                    segment.lien, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
                )
                contenu = balise("hyperlink", contenu)
                contenu.set(qn("r:id"), relation)
            yield contenu

    def _illustration(self, illustration: Illustration) -> None:
        self.nb_figures += 1
        image = io.BytesIO(en_png(illustration.svg))
        largeur = min(
            Pt(illustration.largeur * POINTS_PAR_PIXEL),
            Cm(FIGURE_HAUTE * illustration.largeur / illustration.hauteur),
        )
        figure = self.word.add_paragraph(style="Figure").add_run().add_picture(image, width=largeur)
        _decrire(figure, illustration.titre, illustration.alternative)
        self._legende("Figure", self.nb_figures, illustration.titre, balise("keepLines"))

    def _photo(self, photo: PhotoDuDocument) -> None:
        self.nb_figures += 1
        largeur = Cm(largeur_de_la_photo(photo))
        figure = self.word.add_paragraph(style="Figure").add_run()
        _decrire(figure.add_picture(io.BytesIO(photo.jpeg), width=largeur), photo.legende, photo.legende)
        self._legende("Figure", self.nb_figures, photo.legende, balise("keepLines"))

    def _legende(self, genre: str, numero: int, titre: str, propriete) -> None:
        self._paragraphe(
            "Caption",
            course(f"{genre}\u00a0"),
            champ(f"SEQ {genre} \\* ARABIC", str(numero)),
            course(f". {titre}"),
            proprietes=[propriete],
        )

    def _tableau(self, bloc: TableauDuDocument) -> None:
        self.nb_tableaux += 1
        affiche, tableau = bloc.affiche, bloc.affiche.tableau
        self._legende("Tableau", self.nb_tableaux, tableau.titre, balise("keepNext"))
        self._paragraphe("Unite", course(f"Unité\u202f: {tableau.unite}"))
        place = PAYSAGE if self.est_paysage else PORTRAIT
        morceaux = [(grille, morceau) for grille in affiche.grilles for morceau in couper(grille, place)]
        for rang, (grille, morceau) in enumerate(morceaux, 1):
            titre = grille.titre or ""
            if morceau.est_suite:
                titre = SUITE.format(titre or tableau.titre)
            if rang > 1 or titre:
                # Word joins two tables that no paragraph parts.
                self._paragraphe("TitreDeGrille", course(titre))
            table = composer_table(grille, morceau, tableau.unite, avec_notes=rang == len(morceaux))
            self.corps.sectPr.addprevious(table)
        if not affiche.grilles:
            self._paragraphe("Normal", course("Rien à compter cette année."))
        notes = lire_notes(bloc)
        for rang, note in enumerate(notes, 1):
            # What is said of a table stays on its page.
            suit = [balise("keepNext")] if rang < len(notes) else []
            self._paragraphe("Note", course(note), proprietes=[*suit, balise("keepLines")])


def _decrire(image, titre: str, alternative: str) -> None:
    proprietes = image._inline.docPr
    proprietes.set("title", propre(titre))
    proprietes.set("descr", propre(alternative))


def _signet(rang: int) -> str:
    return f"_Toc{rang + 1:08}"


def _sommaire(titres: list[tuple[int, str]], est_en_tete: bool):
    """Return the contents: a field, filled so that it can be read before Word updates it (with page numbers)."""

    def borne(genre: str):
        return balise("r", balise("fldChar", fldCharType=genre))

    instruction = balise("instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = ' TOC \\o "1-2" \\h \\z \\u '
    debut = [borne("begin"), balise("r", instruction), borne("separate")]
    saut = [balise("pageBreakBefore")] if est_en_tete else []
    lignes = []
    for rang, (niveau, titre) in enumerate(titres):
        lien = balise("hyperlink", course(titre), anchor=_signet(rang), history=1)
        lignes.append(paragraphe(f"TOC{niveau}", *debut, lien))
        debut = []
    return balise(
        "sdt",
        balise(
            "sdtPr",
            balise("docPartObj", balise("docPartGallery", val="Table of Contents"), balise("docPartUnique")),
        ),
        balise(
            "sdtContent",
            paragraphe("TOCHeading", course("Sommaire"), proprietes=saut),
            *lignes,
            paragraphe("Normal", borne("end")),
        ),
    )
