"""Names are searched, sorted and compared in the browser, the only one to know them."""

import pytest

pytestmark = pytest.mark.navigateur


@pytest.fixture
def noms(modules):
    return lambda fonction, argument: modules(fonction, argument, "recherche", "homonymes", "telephone")


def jeune(code, **identite):
    return {"uuid": f"u-{code}", "code": code, "identite": identite or None}


JEUNES = [
    jeune("K7M2", prenom="Karim", nom="Benali", surnom="Kiki", telephone="06 12 34 56 78"),
    jeune("A3B9", prenom="Anne-Gaëlle", nom="D’Hondt", telephone="+33 7 98 76 54 32"),
    jeune("B1C4", prenom="Éva", nom="Zola", reseaux="@petite.etoile"),
    jeune("C2D5", prenom="Eva", nom="Œuvrard"),
    jeune("D3E6", surnom="Loulou"),
    jeune("J-0017", prenom="Ali", nom="Ben Ali", telephone="03 21 00 00 00 / 0033 6 11 22 33 44"),
    jeune("J-0002"),
    jeune("J-0010"),
    jeune("E4F7", prenom="Alicia", nom="Karadzic"),
]


def chercher(noms, texte):
    resultat = noms("(m, a) => m.creerIndex(a.jeunes).chercher(a.texte)", {"jeunes": JEUNES, "texte": texte})
    return [jeune["code"] for jeune in resultat]


def test_a_name_is_written_the_same_whatever_its_accents_case_and_hyphens(noms):
    textes = ["ANNE-GAËLLE", "d’Hondt", "D'hondt", "Œuvrard", "Læti", "  İnci   Łukasz ", None]
    assert noms("(m, a) => a.map((texte) => m.normaliser(texte ?? undefined))", textes) == [
        "anne gaelle", "d hondt", "d hondt", "oeuvrard", "laeti", "inci lukasz", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texte", "trouves"),
    [
        ("kar", ["E4F7", "K7M2"]),
        ("ali", ["J-0017", "E4F7", "K7M2"]),  # the whole word, its beginning, then « Benali »
        ("gaelle anne", ["A3B9"]),
        ("d'ho", ["A3B9"]),
        ("oeuv", ["C2D5"]),
        ("EVA", ["C2D5", "B1C4"]),
        ("benali", ["J-0017", "K7M2"]),
        ("kiki b", ["K7M2"]),
        ("loulou", ["D3E6"]),
        ("etoile", ["B1C4"]),
        ("j0017", ["J-0017"]),
        ("J-0002", ["J-0002"]),
        ("17", ["J-0017"]),
        ("06 12", ["K7M2"]),
        ("0612345678", ["K7M2"]),
        ("06.12.34", ["K7M2"]),
        ("+33 6 12", ["K7M2"]),
        ("+33 (0)6 12", ["K7M2"]),
        ("33 6 12", ["K7M2"]),
        ("0033612", ["K7M2"]),
        ("06 11", ["J-0017"]),
        ("5432", ["A3B9"]),
        ("karim 06", ["K7M2"]),
        ("personne", []),
        ("karim zola", []),
    ],
)
def test_a_youth_is_found(noms, texte, trouves):
    assert chercher(noms, texte) == trouves


def test_nothing_asked_shows_everyone_in_french_order_and_the_unreadable_last(noms):
    ordre = ["J-0017", "E4F7", "A3B9", "C2D5", "B1C4", "K7M2", "D3E6", "J-0002", "J-0010"]
    assert chercher(noms, "  ") == ordre
    assert [jeune["code"] for jeune in noms("(m, jeunes) => m.trier(jeunes)", JEUNES)] == ordre


def raisons(noms, identite, *autres):
    jeunes = [jeune(str(rang), **autre) for rang, autre in enumerate(autres)] + [jeune("illisible")]
    resultat = noms("(m, a) => m.proches(a.identite, a.jeunes)", {"identite": identite, "jeunes": jeunes})
    return [(proche["jeune"]["code"], proche["raison"]) for proche in resultat]


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("Mathis", "Matisse"), ("Yanis", "Yannis"), ("Sarah", "Sara"), ("Aïcha", "Aycha"), ("Wassim", "Ouassim"),
        ("Sophie", "Sofi"), ("Djamel", "Jamel"), ("Chaïma", "Shaima"), ("Mehdi", "Medi"), ("Émilie", "Emily"),
        ("Mohamed", "Mohammed"), ("Thibault", "Tibo"), ("Kévin", "Kevyn"), ("Maelys", "Mealys"), ("Samira", "Samyra"),
        ("Jean-Marc", "Jean Marc"),
    ],
)  # fmt: skip
def test_first_names_that_sound_or_look_alike_are_near(noms, un, autre):
    (trouve,) = raisons(noms, {"prenom": un, "nom": "Durand"}, {"prenom": autre, "nom": "Durant"})
    assert trouve[1] in {"nom proche", "même nom"}


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("Lina", "Nina"),
        ("Hugo", "Yago"),
        ("Nael", "Gael"),
        ("Karim", "Samir"),
        ("Léa", "Théa"),
        ("Ali", "Aïda"),
    ],
)
def test_other_first_names_are_not_near(noms, un, autre):
    assert raisons(noms, {"prenom": un, "nom": "Durand"}, {"prenom": autre, "nom": "Durand"}) == []


def test_each_hint_says_why_and_the_surest_comes_first(noms):
    karim = {"prenom": "Karim", "nom": "Benali", "surnom": "Kiki", "telephone": "06 12 34 56 78"}
    assert raisons(
        noms,
        karim,
        {"prenom": "Enzo", "nom": "Petit"},
        {"prenom": "Karim"},
        {"prenom": "Rayan", "surnom": "KIKI"},
        {"prenom": "Karim", "nom": "Benali-Durand"},
        {"prenom": "Karime", "nom": "Ben Ali"},
        {"prenom": "Benali", "nom": "Karim"},
        {"prenom": "Rose", "nom": "Martin", "telephone": "+33612345678"},
        {"prenom": "KARIM", "nom": "bénali"},
        {"prenom": "Jules", "nom": "Martin", "surnom": "Karim"},
    ) == [
        ("7", "même nom"), ("6", "même téléphone"), ("5", "prénom et nom inversés"), ("4", "nom proche"),
        ("3", "nom proche"), ("2", "même surnom"), ("1", "même prénom, nom inconnu"),
    ]  # fmt: skip


def test_an_empty_identity_is_near_nobody(noms):
    assert raisons(noms, {}, {"prenom": "Karim"}, {"nom": "", "prenom": "", "telephone": ""}) == []
    assert raisons(noms, {"prenom": "", "nom": " ", "surnom": "-"}, {"prenom": "-", "nom": "?"}) == []


def test_the_youth_whose_identity_it_is_is_not_its_own_homonym(noms):
    assert noms("(m, jeunes) => m.proches(jeunes[0].identite, jeunes).length", JEUNES[:1]) == 0


@pytest.mark.parametrize(
    ("texte", "numeros"),
    [
        ("06 12 34 56 78", ["0612345678"]),
        ("0612345678", ["0612345678"]),
        ("06.12.34.56.78 ou 07-11-22-33-44", ["0612345678", "0711223344"]),
        ("06\u202f12\u00a034 56 78", ["0612345678"]),
        ("06 123 456 78", ["0612345678"]),
        ("+33612345678", ["0612345678"]),
        ("+33 (0)6 12 34 56 78", ["0612345678"]),
        ("0033 6 12 34 56 78", ["0612345678"]),
        ("+262 692 12 34 56", ["0692123456"]),
        ("+32 470 12 34 56", ["32470123456"]),
        ("06/12/34/56/78", ["0612345678"]),
        ("le 06/07/2024 14 h 30", []),
        ("le 06/07/24 14 30 12", []),
        ("du 06/07/24-07/08/24", []),
        ("12/06/2024 14 30 12", []),
        ("SIRET 78901234500012", []),
        ("540 000 000 12 €", []),
    ],
)
def test_numbers_are_read_in_any_french_writing_and_dates_are_none(noms, texte, numeros):
    assert noms("(m, texte) => m.trouverNumeros(texte).map((un) => un.numero)", texte) == numeros
