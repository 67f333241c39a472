"""How the DOCX looks: its styles, lists and settings, which take the place of those of python-docx's template.

Styles bear Word's own names where it has them: they are shown in the reader's language, and the contents, the
captions and the navigation pane work with them. The typeface is Calibri, which Word's users have: a file that is
made to be completed cannot count on ours.
"""

from collections.abc import Iterable, Iterator

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from .textes import propre

PETROLE, ENCRE, GRIS, CLAIR, FILET = "0B5563", "1D2B30", "53646A", "EEF4F4", "C9D5D8"
PUCES, NUMEROS = 1, 2
STYLE_DE_TABLEAU = "TableauAllervers"

_SUPERFLUS = ("/thumbnail", "/stylesWithEffects", "/customXml")
_TITRE = f'<w:b/><w:color w:val="{PETROLE}"/>'
_SUIT = "<w:keepNext/><w:keepLines/>"
_SOULIGNE = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="3" w:color="{PETROLE}"/></w:pBdr>'
_EN_MARGE = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{PETROLE}"/></w:pBdr>'
_A_DROITE = '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'
_GRIS = f'<w:color w:val="{GRIS}"/>'
# Identifier, name, style it is based on, paragraph (twentieths of a point), characters (half-points).
_PARAGRAPHES = (
    ("Title", "Title", "Normal", '<w:spacing w:after="120" w:line="240" w:lineRule="auto"/>',
     f'{_TITRE}<w:sz w:val="72"/>'),
    ("Subtitle", "Subtitle", "Normal", '<w:spacing w:after="600"/>', '<w:sz w:val="38"/>'),
    ("Heading1", "heading 1", "Normal",
     f'{_SUIT}{_SOULIGNE}<w:spacing w:before="480" w:after="200"/><w:outlineLvl w:val="0"/>',
     f'{_TITRE}<w:sz w:val="36"/>'),
    ("Heading2", "heading 2", "Normal",
     f'{_SUIT}<w:spacing w:before="400" w:after="120"/><w:outlineLvl w:val="1"/>',
     f'{_TITRE}<w:sz w:val="28"/>'),
    ("Heading3", "heading 3", "Normal",
     f'{_SUIT}<w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="2"/>',
     f'{_TITRE}<w:sz w:val="24"/>'),
    ("Heading4", "heading 4", "Normal",
     f'{_SUIT}<w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="3"/>', _TITRE),
    ("Heading5", "heading 5", "Normal",
     f'{_SUIT}<w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="4"/>',
     f'<w:b/><w:i/><w:color w:val="{PETROLE}"/>'),
    ("Heading6", "heading 6", "Normal",
     f'{_SUIT}<w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="5"/>',
     f'<w:i/><w:color w:val="{PETROLE}"/>'),
    ("Caption", "caption", "Normal", '<w:spacing w:before="280" w:after="40"/>', _TITRE),
    ("TOCHeading", "TOC Heading", "Normal", f'{_SUIT}{_SOULIGNE}<w:spacing w:before="480" w:after="200"/>',
     f'{_TITRE}<w:sz w:val="36"/>'),
    ("TOC1", "toc 1", "Normal",
     '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs><w:spacing w:before="120" w:after="40"/>',
     _TITRE),
    ("TOC2", "toc 2", "Normal",
     '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs><w:spacing w:after="40"/>'
     '<w:ind w:left="340"/>', ""),
    ("ListBullet", "List Bullet", "Normal", '<w:spacing w:after="60"/>', ""),
    ("ListBullet2", "List Bullet 2", "ListBullet", "", ""),
    ("ListBullet3", "List Bullet 3", "ListBullet", "", ""),
    ("ListNumber", "List Number", "Normal", '<w:spacing w:after="60"/>', ""),
    ("ListNumber2", "List Number 2", "ListNumber", "", ""),
    ("ListNumber3", "List Number 3", "ListNumber", "", ""),
    ("Header", "header", "Normal",
     f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{FILET}"/></w:pBdr>{_A_DROITE}',
     f'{_GRIS}<w:sz w:val="17"/>'),
    ("Footer", "footer", "Normal", _A_DROITE, f'{_GRIS}<w:sz w:val="17"/>'),
    ("Association", "Association", "Normal", '<w:spacing w:before="2600" w:after="160"/>',
     f'{_GRIS}<w:sz w:val="26"/>'),
    ("Mention", "Mention", "Normal", f'{_EN_MARGE}<w:spacing w:after="240"/><w:ind w:left="200"/>', "<w:b/>"),
    ("Coordonnees", "Coordonnées", "Normal",
     '<w:tabs><w:tab w:val="left" w:pos="1700"/></w:tabs><w:spacing w:after="40"/>', ""),
    ("PremiereCoordonnee", "Première coordonnée", "Coordonnees",
     f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="10" w:color="{FILET}"/></w:pBdr><w:spacing w:before="3600"/>',
     ""),
    ("Figure", "Figure", "Normal",
     '<w:keepNext/><w:spacing w:before="240" w:after="80" w:line="240" w:lineRule="auto"/>', ""),
    ("Unite", "Unité", "Normal", '<w:keepNext/><w:spacing w:after="80"/>', f'{_GRIS}<w:sz w:val="18"/>'),
    ("TitreDeGrille", "Titre de grille", "Normal", '<w:keepNext/><w:spacing w:before="200" w:after="80"/>',
     f'{_TITRE}<w:sz w:val="20"/>'),
    ("Cellule", "Cellule", "Normal", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
     '<w:sz w:val="18"/>'),
    ("Nombre", "Nombre", "Cellule", '<w:jc w:val="right"/>', ""),
    ("Precision", "Précision", "Cellule", "", f'{_GRIS}<w:sz w:val="16"/>'),
    ("Note", "Note de tableau", "Normal", '<w:spacing w:before="60" w:after="0" w:line="240" w:lineRule="auto"/>',
     f'{_GRIS}<w:sz w:val="17"/>'),
)  # fmt: skip
_DEFAUTS = f"""
<w:docDefaults>
  <w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>
    <w:color w:val="{ENCRE}"/><w:sz w:val="21"/><w:szCs w:val="21"/>
    <w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
  <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>
</w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
  <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
  <w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>
</w:style>
"""
_AUTRES = f"""
<w:style w:type="character" w:styleId="Hyperlink">
  <w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/>
  <w:rPr><w:color w:val="{PETROLE}"/><w:u w:val="single"/></w:rPr>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="{STYLE_DE_TABLEAU}">
  <w:name w:val="Tableau Allervers"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="{PETROLE}"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{PETROLE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{FILET}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="32" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
      <w:bottom w:w="32" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:color w:val="{PETROLE}"/></w:rPr>
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{PETROLE}"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="{CLAIR}"/><w:vAlign w:val="bottom"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>
"""
_REGLAGES = """
<w:zoom w:percent="100"/>
<w:defaultTabStop w:val="708"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
  <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat>
<w:themeFontLang w:val="fr-FR"/>
<w:decimalSymbol w:val=","/>
<w:listSeparator w:val=";"/>
"""


def poser_styles(document) -> None:
    """Give a new python-docx `document` our styles, lists and settings; drop what its template carries besides."""
    _remplacer(document.styles.element, _DEFAUTS + "".join(_paragraphes()) + _AUTRES)
    _remplacer(document.part.numbering_part.element, _listes())
    _remplacer(document.settings.element, _REGLAGES)
    for relations in (document.part.package.rels, document.part.rels):
        for cle, lien in list(relations.items()):
            if lien.reltype.endswith(_SUPERFLUS):
                del relations[cle]


def _remplacer(racine, fragment: str) -> None:
    for ancien in list(racine):
        racine.remove(ancien)
    racine.extend(list(parse_xml(f"<w:body {nsdecls('w')}>{fragment}</w:body>")))


def _paragraphes() -> Iterator[str]:
    for identifiant, nom, base, paragraphe, caracteres in _PARAGRAPHES:
        suivant = '<w:next w:val="Normal"/>' if "outlineLvl" in paragraphe else ""
        yield (
            f'<w:style w:type="paragraph" w:styleId="{identifiant}"><w:name w:val="{nom}"/>'
            f'<w:basedOn w:val="{base}"/>{suivant}<w:qFormat/>'
            f"<w:pPr>{paragraphe}</w:pPr><w:rPr>{caracteres}</w:rPr></w:style>"
        )


def _listes() -> str:
    """Nine levels of bullets and of numbers: « • – ▪ », and « 1. a. i. »."""
    puces = [("bullet", signe) for signe in "•–▪"]
    numeros = [(forme, "%{}.") for forme in ("decimal", "lowerLetter", "lowerRoman")]
    return "".join(
        f'<w:abstractNum w:abstractNumId="{liste}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(
            f'<w:lvl w:ilvl="{rang}"><w:start w:val="1"/><w:numFmt w:val="{formes[rang % 3][0]}"/>'
            f'<w:lvlText w:val="{formes[rang % 3][1].format(rang + 1)}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{397 * (rang + 1)}" w:hanging="340"/></w:pPr></w:lvl>'
            for rang in range(9)
        )
        + "</w:abstractNum>"
        for liste, formes in ((PUCES, puces), (NUMEROS, numeros))
    ) + "".join(
        f'<w:num w:numId="{liste}"><w:abstractNumId w:val="{liste}"/></w:num>' for liste in (PUCES, NUMEROS)
    )


def balise(nom: str, *enfants, **attributs):
    """Return a WordprocessingML element: `balise("jc", val="right")` is `<w:jc w:val="right"/>`."""
    element = OxmlElement(f"w:{nom}")
    for cle, valeur in attributs.items():
        element.set(qn(f"w:{cle}"), propre(str(valeur)))
    element.extend(enfants)
    return element


def vingtiemes(centimetres: float) -> str:
    """Word measures in twentieths of a point."""
    return str(round(centimetres * 1440 / 2.54))


def paragraphe(style: str, *contenu, proprietes: Iterable = ()):
    """Return a paragraph; its `proprietes` stand in the order of the schema."""
    return balise("p", balise("pPr", balise("pStyle", val=style), *proprietes), *contenu)


def course(texte: str, *aspect):
    """Return a run of text; its `aspect` is in the order of the schema, bold before colour."""
    segment = balise("r", *([balise("rPr", *aspect)] if aspect else []))
    for rang, ligne in enumerate(propre(texte).split("\n")):
        if rang:
            segment.append(balise("br"))
        contenu = balise("t")
        contenu.set(qn("xml:space"), "preserve")
        contenu.text = ligne
        segment.append(contenu)
    return segment


def tabulation():
    return balise("r", balise("tab"))


def champ(instruction: str, valeur: str):
    """Return a field with the value that it shows until it is updated."""
    return balise("fldSimple", course(valeur), instr=f" {instruction} ")
