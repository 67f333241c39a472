-- The populations of the report, each by one declared rule. Standard SQL: PostgreSQL, Trino or Spark run it too.
--
-- Reads the facts (faits/schema.py) and what the référentiel of the year says, as tables:
--   periode(debut, fin)                    the year: from debut, included, to fin, excluded
--   termes(liste, lu, code, racine)        a code as recorded → the code it is read as, and its top level
--   etats(lu, code, compte)                the same for statuses; compte: counts as accompanied
--   tranches(code, age_min, age_max)       age bands, bounds included
--   classes_duree(code, mois_min, mois_max)  classes of duration, bounds included
--   regroupements(nom, liste, lu)          the recorded codes that a table takes
-- A code that the lists do not know is read as '?': shown apart, never lost.

-- Youths, with their age band. A band noted by hand counts when one band of the list contains it.
CREATE TABLE jeunes_classes AS
SELECT j.service, j.jeune, j.sexe, j.est_nouveau, j.commune, j.nom_commune,
       CASE WHEN j.age_min IS NULL THEN NULL ELSE COALESCE(t.code, '?') END AS tranche,
       CASE WHEN j.situation IS NULL THEN NULL ELSE COALESCE(s.code, '?') END AS situation
FROM jeunes j
LEFT JOIN tranches t ON j.age_min >= t.age_min AND j.age_max <= t.age_max
LEFT JOIN termes s ON s.liste = 'situation' AND s.lu = j.situation;

-- Youths met: present at an intervention of a kind that the table takes. One row a youth, a table and a commune.
-- A million presences are told apart by a number, not by two texts: it takes half the time.
CREATE TABLE lieux_de_rencontre AS
SELECT ROW_NUMBER() OVER (ORDER BY genre, commune) AS rang, genre, commune
FROM (
    SELECT DISTINCT r.nom AS genre, l.commune
    FROM regroupements r
    CROSS JOIN (SELECT commune FROM territoires UNION SELECT NULL) l
    WHERE r.liste = 'type_activite' AND r.nom LIKE 'rencontres%'
) x;

CREATE TABLE sorties AS
SELECT i.intervention, x.rang
FROM interventions i
JOIN regroupements r ON r.liste = 'type_activite' AND r.lu = i.type
LEFT JOIN territoires l ON l.service = i.service AND l.territoire = i.territoire
JOIN lieux_de_rencontre x ON x.genre = r.nom AND x.commune IS NOT DISTINCT FROM l.commune;

CREATE TABLE rencontres AS
SELECT x.genre, x.commune, v.jeune
FROM (
    SELECT DISTINCT s.rang, p.jeune
    FROM presences p
    JOIN sorties s ON s.intervention = p.intervention
) v
JOIN lieux_de_rencontre x ON x.rang = v.rang;

-- Anonymous encounters: tallied, never added to the youths met. They are added up before their bands are read.
CREATE TABLE rencontres_anonymes AS
WITH sommes AS (
    SELECT i.type, c.sexe, c.est_nouveau, c.age_min, c.age_max, SUM(c.nombre) AS nombre
    FROM comptages c
    JOIN interventions i ON i.intervention = c.intervention
    GROUP BY i.type, c.sexe, c.est_nouveau, c.age_min, c.age_max
)
SELECT r.nom AS genre, x.sexe, x.est_nouveau, x.nombre,
       CASE WHEN x.age_min IS NULL THEN NULL ELSE COALESCE(t.code, '?') END AS tranche
FROM sommes x
JOIN regroupements r ON r.liste = 'type_activite' AND r.lu = x.type
LEFT JOIN tranches t ON x.age_min >= t.age_min AND x.age_max <= t.age_max;

-- Status periods, read with the ladder of the year.
CREATE TABLE periodes AS
SELECT s.jeune, COALESCE(e.code, '?') AS statut, COALESCE(e.compte, FALSE) AS compte, s.debut, s.motif_cloture,
       COALESCE(s.fin, DATE '9999-12-31') AS fin
FROM statuts s
LEFT JOIN etats e ON e.lu = s.statut;

-- An accompagnement is a maximal run of periods that count: it breaks where a period does not follow the last.
CREATE TABLE accompagnements AS
WITH marques AS (
    SELECT jeune, debut, fin, statut, motif_cloture,
           CASE WHEN debut = LAG(fin) OVER (PARTITION BY jeune ORDER BY debut) THEN 0 ELSE 1 END AS rupture
    FROM periodes
    WHERE compte
), suites AS (
    SELECT jeune, debut, fin, statut, motif_cloture,
           SUM(rupture) OVER (PARTITION BY jeune ORDER BY debut ROWS UNBOUNDED PRECEDING) AS suite
    FROM marques
), bornees AS (
    SELECT jeune, suite, MIN(debut) AS debut, MAX(fin) AS fin
    FROM suites
    GROUP BY jeune, suite
)
SELECT b.jeune, b.debut, b.fin, s.motif_cloture
FROM bornees b
JOIN suites s ON s.jeune = b.jeune AND s.suite = b.suite AND s.fin = b.fin;

-- The statuses of the year: for an accompanied youth, the last one held that counts; for another, the last held.
CREATE TABLE categories AS
WITH tenues AS (
    SELECT p.jeune, p.statut, p.compte,
           ROW_NUMBER() OVER (PARTITION BY p.jeune ORDER BY p.compte DESC, p.debut DESC) AS rang
    FROM periodes p, periode a
    WHERE p.debut < a.fin AND p.fin > a.debut
)
SELECT jeune, statut, compte FROM tenues WHERE rang = 1;

-- Youths accompanied: had a status that counts, be it one day of the year. Duration of the last accompagnement,
-- in whole months, up to its end or to the end of the year.
CREATE TABLE accompagnes AS
WITH derniers AS (
    SELECT x.jeune, x.debut, CASE WHEN x.fin < a.fin THEN x.fin ELSE a.fin END AS fin,
           ROW_NUMBER() OVER (PARTITION BY x.jeune ORDER BY x.debut DESC) AS rang
    FROM accompagnements x, periode a
    WHERE x.debut < a.fin AND x.fin > a.debut
), durees AS (
    SELECT jeune,
           (EXTRACT(YEAR FROM fin) - EXTRACT(YEAR FROM debut)) * 12
           + EXTRACT(MONTH FROM fin) - EXTRACT(MONTH FROM debut)
           - CASE WHEN EXTRACT(DAY FROM fin) < EXTRACT(DAY FROM debut) THEN 1 ELSE 0 END AS mois
    FROM derniers
    WHERE rang = 1
)
SELECT j.*, c.code AS duree
FROM durees d
JOIN jeunes_classes j ON j.jeune = d.jeune
LEFT JOIN classes_duree c ON d.mois BETWEEN c.mois_min AND c.mois_max;

-- Posts, read with the list of the year. One that begins or ends in the year counts for its share of the days.
CREATE TABLE postes_lus AS
WITH dates AS (
    SELECT p.poste, p.intitule, p.etp_centiemes, a.fin - a.debut AS jours_annee,
           CASE WHEN p.debut > a.debut THEN p.debut ELSE a.debut END AS debut,
           CASE WHEN p.fin < a.fin THEN p.fin ELSE a.fin END AS fin
    FROM postes p, periode a
)
SELECT d.poste, COALESCE(t.code, '?') AS intitule, d.etp_centiemes AS etp_plein, d.debut, d.fin,
       (d.fin - d.debut) * 1.0 / d.jours_annee AS part,
       CAST(ROUND(d.etp_centiemes * (d.fin - d.debut) * 1.0 / d.jours_annee) AS INTEGER) AS etp_centiemes
FROM dates d
LEFT JOIN termes t ON t.liste = 'poste' AND t.lu = d.intitule;

-- What each funder pays of them, in the same proportion: running sums are rounded, so that the parts of a post that
-- is paid in full add up to it.
CREATE TABLE parts_lues AS
WITH cumuls AS (
    SELECT poste, financeur, etp_centiemes,
           SUM(etp_centiemes) OVER (PARTITION BY poste ORDER BY financeur ROWS UNBOUNDED PRECEDING) AS cumul
    FROM parts_postes
)
SELECT p.intitule, COALESCE(t.code, '?') AS financeur,
       CAST(ROUND(c.cumul * p.part) - ROUND((c.cumul - c.etp_centiemes) * p.part) AS INTEGER) AS etp_centiemes
FROM cumuls c
JOIN postes_lus p ON p.poste = c.poste
LEFT JOIN termes t ON t.liste = 'financeur_poste' AND t.lu = c.financeur;

-- What those who hold a post do.
CREATE TABLE missions_lues AS
SELECT COALESCE(t.code, '?') AS intitule, m.texte
FROM missions m
LEFT JOIN termes t ON t.liste = 'poste' AND t.lu = m.intitule;

-- Opening hours and permanences, as they stand on the last day of the year.
CREATE TABLE plages_tenues AS
SELECT p.service || '/' || p.nature || '/' || p.intitule AS accueil, p.nature, p.intitule, p.lieu, p.jour, p.ouvre, p.ferme
FROM plages_accueil p, periode a
WHERE p.debut < a.fin AND (p.fin IS NULL OR p.fin >= a.fin);

-- Accompagnements ended in the year; a youth with several counts once, by the last.
CREATE TABLE clotures AS
WITH finis AS (
    SELECT x.jeune, x.motif_cloture, ROW_NUMBER() OVER (PARTITION BY x.jeune ORDER BY x.fin DESC) AS rang
    FROM accompagnements x, periode a
    WHERE x.fin >= a.debut AND x.fin < a.fin
)
SELECT f.jeune, CASE WHEN f.motif_cloture IS NULL THEN NULL ELSE COALESCE(t.code, '?') END AS motif
FROM finis f
LEFT JOIN termes t ON t.liste = 'motif_cloture' AND t.lu = f.motif_cloture
WHERE f.rang = 1;

-- Problématiques at the origin of the accompagnement of the youths accompanied.
CREATE TABLE problematiques_lues AS
SELECT DISTINCT a.jeune, a.tranche, COALESCE(t.code, '?') AS problematique, COALESCE(t.racine, '?') AS famille
FROM accompagnes a
JOIN problematiques p ON p.jeune = a.jeune AND p.est_a_l_origine
LEFT JOIN termes t ON t.liste = 'problematique' AND t.lu = p.problematique;

-- Participants of the actions: known youths present at a session, each once, and the others, counted.
CREATE TABLE participants AS
WITH connus AS (
    SELECT DISTINCT i.action, p.jeune
    FROM presences p
    JOIN interventions i ON i.intervention = p.intervention
    WHERE i.action IS NOT NULL
)
SELECT c.action, j.jeune, j.sexe, j.tranche, 1 AS nombre
FROM connus c
JOIN jeunes_classes j ON j.jeune = c.jeune
UNION ALL
SELECT e.action, NULL, e.sexe,
       CASE WHEN e.age_min IS NULL THEN NULL ELSE COALESCE(t.code, '?') END, e.nombre
FROM effectifs e
LEFT JOIN tranches t ON e.age_min >= t.age_min AND e.age_max <= t.age_max;

-- Actions, with the tables that take them and the length of each: sessions, or different days.
CREATE TABLE actions_lues AS
SELECT r.nom AS genre, x.action, x.intitule, x.partenaires, x.nb_partenaires, x.financeurs, x.familles,
       x.visiteurs, x.nb_classes, x.est_non_communique, x.unite_duree, x.ordre, l.nom AS lieu,
       COALESCE(l.nom_commune, l.nom) AS commune, l.ordre_commune,
       COALESCE(s.nb_seances, 0) AS nb_seances, COALESCE(s.nb_jours, 0) AS nb_jours
FROM actions x
JOIN regroupements r ON r.liste = 'nature_action' AND r.lu = x.nature
LEFT JOIN territoires l ON l.service = x.service AND l.territoire = x.territoire
LEFT JOIN (
    SELECT action, COUNT(*) AS nb_seances, COUNT(DISTINCT date) AS nb_jours
    FROM interventions
    WHERE action IS NOT NULL
    GROUP BY action
) s ON s.action = x.action;
