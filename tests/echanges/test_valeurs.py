from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.echanges.fautes import ValeurRefusee
from allervers.echanges.format import Colonne, Type
from allervers.echanges.valeurs import comparable, en_texte, lire_valeur

jours = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def lire(type_, brut, **options):
    return lire_valeur(Colonne("x", type_, "", **options), brut)


def refus(type_, brut, **options) -> str:
    with pytest.raises(ValeurRefusee) as erreur:
        lire(type_, brut, **options)
    return str(erreur.value)


@given(jours, st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d 00:00:00"]))
def test_a_french_or_iso_date_is_understood(jour, ecriture):
    assert lire(Type.DATE, jour.strftime(ecriture)) == jour


@given(jours)
def test_a_date_of_excel_is_understood(jour):
    assert lire(Type.DATE, datetime.combine(jour, time())) == lire(Type.DATE, jour) == jour


@pytest.mark.parametrize(
    ("ecrit", "jour"),
    [
        ("5/3/2024", date(2024, 3, 5)),
        ("1er août 2024", date(2024, 8, 1)),
        (" 29/02/2024 ", date(2024, 2, 29)),
    ],
)
def test_the_usual_forms_of_a_date_are_understood(ecrit, jour):
    assert lire(Type.DATE, ecrit) == jour


@pytest.mark.parametrize(
    ("ecrit", "raison"),
    [
        ("5/3/24", "quatre chiffres"),
        ("31/02/2024", "n'existe pas"),
        ("2024-13-01", "n'existe pas"),
        ("05/03/0024", "entre 1900 et 2100"),
        ("mars 2024", "écrivez 05/03/2024"),
        ("05/03-2024", "écrivez 05/03/2024"),
        (45356.0, "format « Date »"),
        (datetime(2024, 3, 5, 14, 30), "sans heure"),
    ],
)
def test_a_refused_date_says_why(ecrit, raison):
    assert raison in refus(Type.DATE, ecrit)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_stays_exact_with_a_comma_or_a_point(nombre):
    assert lire(Type.DECIMAL, str(nombre)) == nombre
    lu = lire(Type.DECIMAL, str(nombre).replace(".", ","))
    assert lu == nombre
    assert isinstance(lu, Decimal)


@given(st.decimals(0, 10**6, places=2))
def test_a_number_of_excel_is_the_one_that_is_seen(nombre):
    assert lire(Type.DECIMAL, float(nombre)) == nombre


def test_a_computation_of_excel_leaves_no_binary_trace():
    assert lire(Type.DECIMAL, 0.1 + 0.2) == Decimal("0.3")


@given(st.integers(0, 10**9), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_thousands_may_be_separated(nombre, espace):
    assert lire(Type.ENTIER, f"{nombre:,}".replace(",", espace)) == nombre


@pytest.mark.parametrize("ecrit", ["3,5", 3.5, "douze", "1 2", "12 %", "", True])
def test_a_whole_number_refuses_anything_else(ecrit):
    assert refus(Type.ENTIER, ecrit, est_obligatoire=True).endswith(".")


def test_nc_is_not_zero():
    assert lire(Type.DECIMAL_OU_NC, "NC") is lire(Type.DECIMAL_OU_NC, "n.c.") is None
    assert lire(Type.DECIMAL_OU_NC, "0") == 0
    assert "pas un nombre" in refus(Type.DECIMAL, "NC")


@pytest.mark.parametrize(
    ("ecrit", "minutes"),
    [
        ("90", 90), (90.0, 90), ("90 min", 90), ("1h30", 90), ("1 h 30", 90), ("1:30", 90), ("2h", 120),
        ("1,5h", 90), ("1.5 h", 90), (time(1, 30), 90), (timedelta(hours=30), 1800), ("0h45", 45),
    ],
)  # fmt: skip
def test_a_duration_is_written_in_several_ways(ecrit, minutes):
    assert lire(Type.DUREE, ecrit) == minutes


@pytest.mark.parametrize("ecrit", ["1,5", 1.5, "1h75", "1h5", "h30", "deux heures", "-90", "0,33h"])
def test_an_ambiguous_duration_is_refused(ecrit):
    assert "écrivez" in refus(Type.DUREE, ecrit)


@given(st.times())
def test_a_time_is_understood(heure):
    attendue = heure.replace(second=0, microsecond=0)
    assert lire(Type.HEURE, heure) == attendue
    assert lire(Type.HEURE, f"{heure.hour}h{heure.minute:02}") == attendue
    assert lire(Type.HEURE, f"{heure.hour}:{heure.minute:02}") == attendue


@pytest.mark.parametrize("ecrit", ["24:00", "14:60", "midi", 0.6875, "14:"])
def test_an_impossible_time_is_refused(ecrit):
    refus(Type.HEURE, ecrit)


@pytest.mark.parametrize("ecrit", ["oui", "O", "Vrai", "1", 1.0, "x", True])
def test_yes_is_understood_in_its_usual_forms(ecrit):
    assert lire(Type.OUI_NON, ecrit) is True


@pytest.mark.parametrize("ecrit", ["non", "N", "FAUX", "0", 0.0, False])
def test_no_is_understood_in_its_usual_forms(ecrit):
    assert lire(Type.OUI_NON, ecrit) is False


@pytest.mark.parametrize("ecrit", ["24", "20244", "1850", "2101", 2024.5])
def test_a_year_has_four_plausible_digits(ecrit):
    refus(Type.ANNEE, ecrit)
    assert lire(Type.ANNEE, 2024.0) == 2024


def test_a_choice_is_read_without_accents_or_capitals():
    assert lire(Type.CHOIX, "GARCON", choix=("fille", "garçon")) == "garçon"
    assert "choisissez parmi : fille, garçon" in refus(Type.CHOIX, "homme", choix=("fille", "garçon"))


def test_a_code_typed_as_a_number_in_excel_stays_a_code():
    assert lire(Type.CODE, 62.0) == "62"
    assert "sans espace" in refus(Type.CODE, "e 1")


def test_a_list_of_codes_is_split_and_trimmed():
    assert lire(Type.LIENS, "e1 | e2|") == ("e1", "e2")
    assert "deux fois" in refus(Type.LIENS, "e1|e1")
    assert "au moins une" in refus(Type.LIENS, "|")


def test_an_empty_cell_is_refused_only_when_it_is_required():
    assert all(lire(type_, vide) is None for type_ in Type for vide in ("", "  ", None))
    assert all("obligatoire" in refus(type_, "", est_obligatoire=True) for type_ in Type)


@given(
    st.sampled_from(list(Type)), st.text() | st.floats() | st.booleans() | st.datetimes() | st.timedeltas()
)
def test_any_cell_is_read_or_refused_with_a_reason(type_, brut):
    try:
        lire(type_, brut, choix=("a",))
    except ValeurRefusee as erreur:
        assert str(erreur)


@given(st.text())
def test_the_comparable_form_is_stable(texte):
    assert comparable(comparable(texte)) == comparable(texte)


def test_the_comparable_form_forgets_case_accents_and_punctuation():
    assert comparable("  Année  Naissance ") == "annee_naissance"
    assert comparable("Chômage/RSA") == "chomage_rsa"
    assert comparable("Sœur") == "soeur"


def test_a_value_is_quoted_as_it_is_seen_in_the_spreadsheet():
    assert en_texte(62.0) == "62"
    assert en_texte(31.4) == "31,4"
    assert en_texte(Decimal("842.50")) == "842,50"
    assert en_texte(datetime(2024, 3, 5)) == "05/03/2024"
    assert en_texte(time(14, 30)) == "14:30"
