// What the guard knows of French: words that are also names, and the clues that single a person out.

/** @param {string} mots normalised, as `normaliser` writes them */
const ensemble = (mots) => new Set(mots.trim().split(/\s+/));

/** Ordinary words first, names sometimes: a capital is asked for, and at a sentence's start a clue right after it. */
export const COURANTS = ensemble(`
  a ai aime aimee ainsi air alors ami amie amour an ange ans apres argent as au aucun aujourd aussi autant autre autres aux
  avant avec avis avoir avril azur baron beau beaucoup bel belle ben berger bien bienvenu bienvenue bis blanc blanche bois
  bon bonne bonnet bosse boucher boulanger bourgeois bras breton brun brune ca calme camp car carre cas ce cela celeste
  celles celui cerise ces cet cette ceux chacun chance chaque charme charpentier cher cherie chevalier chez ci claire clef
  clement clemente combien comme comment comte connu constant constante cordier cote cour courage court courtois cousin
  couturier d dame dans de deja demain demi depuis dernier des desire desiree destin deux dieu dit divin divine dix
  dimanche donc dont dore doree doux douce droit du duc dur edite elle elles empereur en encore enfant ensemble entre epice
  esperance est et etc ete etoile eu eux exauce exaucee facile faim fait faure felicite fer ferme fidele fille fils fleur
  flore fontaine force forge fort fortune foret france franc frere fruit gai garcon gay general gentil gentille gloire
  grace gracieuse grand grande grange grave gris gros guerin ha haie haute haut herbe hier hiver homme honneur honore
  honoree hui humble ici il iles ils inconnu inconnue infini innocent innocente j jamais janvier jardin jasmin je jeudi
  jeune jeunes joie joli jolie jour juillet juin juste justice l la labbe lac laurier le leger les leur leurs li lion
  lys lois long lors lu lui lumiere lundi lune ly m ma maintenant main mai maire mais maitre mal malgre marais marchand
  marche mardi marin marine mars masse matin melodie meme mercier mercredi merci merle merveille mes mesure meunier mi
  midi mien mine miracle modeste moi moins mon monde monnier monsieur mont moreau mort mot mou moulin mule musique mur
  n na nature ne neige ni noble noel noir noire nom non nos notre nous nouveau nuage nuit nul o oh olive on or orange ou
  oui pacifique paix pale palais papa par parent parents parfait parfaite pari paris parmi pas passion patience pauvre pays
  paysan pelletier pendant perle personne petit petite petits peu peut pierre pigeon pin plaisir plus poirier pomme pont port
  porte potier poulain pour pourquoi prairie pre precieux precieuse premier pres prince prevost prudence prudent puis qu
  quand que quel quelle quelques qui quoi rein reine renard rencontre riche rien rire ris riviere roche rocher roi roman rose
  rouge roux royal rubis rue ruse s sa sable sage sagesse saint sainte salut samedi sans sauvage se secret seigneur selon
  sens sept ses seul si sien simple sincere soi soir sol soleil sommaire son sont soubise souci soudan sous soyez su sur
  t ta tant tard te tel temps tes texier tien tissier toi toit ton tonnelier toujours tous tout toute toutes travail tres
  tresor trois trop tu tuilier un une univers urbain vaillant vaillante valet valeur vallee van vase vent venu venue verdier
  verger verite vermeille vers vert victoire vie vieux vigne vigneron villa ville vin violet violette vis vital vite vivant
  voici voila voisin voix votre vous vrai vu y zone
`);

/** Names that are words now and then: without a capital they are words. */
export const RARES = ensemble(`
  abbe abel adore agate aile aima alba allegro alto amande amandine ambre amine anemone angelique anis ara aria ariel
  ariette arlette armand armel armelle aube auguste aurore ave aurele avoine axel axelle azalee bailly bal balle barbara
  barbe barbier barre basile baste begue belette ben benedicte benjamin benjamine benoit berceau berlin besson bigot
  blanchet blondel bob bouvier boy brandon brice brise bruni brunet buisson cade cal calin caline camelia camille camus
  candide cannelle capucine caprice carole caroline carmin carter cat celestin cerf cesar charlotte charrier chauvin
  cherif chou christ clairette clemence clementine clerc coco cola colette colin collet colombe come constance coq coquet
  corail corbeau coralie corail corinne cosme cristal cyan cyme dahlia damien dan daphne dauphin dauphine dauphins devin
  diamant didi dime diva dominique don doria dorine douglas dragon driss dune eden eglantine elan elise emeraude emile
  emir eros esther etienne eve fabrice fan fane fanny fatima faucon fauvette fee felix fernand ferry fiona firmin flora
  floral florence florent florentin florentine flores florin fournier franck franco fraise gaby gaillard gala gale gallo
  gamin garance gaston gauthier gel genet gentiane geo georgette germain germaine gilet gille gladys gomme grenade grenier
  grondin guillaume gui guy hall han harmonie harry hermine hermes hier hind hortense hortensia hugues ida ile imam in ines
  inde ion ira iran iris islam israel italo ivoire jacinthe jacob jacques jacquet jade jasmine jason java jean jeannette
  jenny jerome jersey jihad joseph joy jude judo jules julien julienne jumelle jura kali kenya kim kit lady lama lame
  lambert lance lancelot lard laurent laure leo leonard leone leopard liane lila lilas lili lin line lino lis lisa lise
  lisette lola lombard lori lorraine lotte lou louis louise loup luce lucie luna lune lutin mac madeleine madone magnolia
  mahonia maillard mali malin malte mandarine mania manon manuel manuelle mara marc marceau marechal margarita marguerite
  maria marie marina marjolaine marquis marquise martel martial martin martine mate mathurine matin max maxi maxime maya
  medina mel mela melisse melissa melusine mena menthe mercedes merlin micheline mila milan mime mimi mimosa mina minette
  mira mirabelle miro misa moka mona morgane morin moussa muguet mura murat myrte myrtille nadir naja napoleon narcisse natale
  navarre nicolas ninja noe noisette nora normand nova oasis ocean oceane octave octobre olympe ombre ondine opale oriole
  orchidee oscar pacha pale paloma parker pascal pascale pastel pastor patrice patrick paul paulette paquerette pastille pavot
  peggy pelage pepe pepin perpetue pervenche petra petunia picard pierrot pivoine placide polo poppy porter prisca primo prune
  prunelle rafale rain rami ramadan ramona ray reda reed regis reglisse remi rene renee rex richard rika rio rita robert
  robin rocco rock rocky roger romain romaine romane romano romarin rosalie rosette rosie rosier rousseau roy sabine sabrina
  saison salade salem salima salome salsa sally sam samba sami sana sandy santa saphir sapin sara sasha satin saturnin saule
  sauveur savane savannah scarlett semi serge sergent serpent sherif sidi siam sierra silene simon sima sirene sofia soie
  soldat soline solene soma sonia sophie sorbier stella steve sucre sultan sultane sylvestre tamia tania tara tasse tatiana
  taurus terrier terra tess tete thais thym tiger tigre tina tom tome tomy tonio topaze toto tourterelle trinite tulipe
  turquoise ulysse urbaine urgence valentin valentine valeriane vanille vanessa velours venise venus vera veranda vermeil
  veronique vesta vicaire vichy vida victor victoria viktor vincent vinci viola violon viva vivian vivienne viviane wagon
  weber will yen yoga yuan zelie zephyr zinnia zita zoe
  amena aura bac bebe carie cadre chien dis don engin fera file fini gage gang ira jeu job jure lance lave lie lieu
  lutte maison mene mise monta monte nomme nu palme pave pele pile place pose pris rame rangee rase ravi sait sale salle sera
  site sort sou stage subi tache tare tour trace tri veine vit
`);

/** Feasts and countries, capitals everywhere: hardly ever someone. */
export const CAPITALES = ensemble(
  "algerie ete france israel islam italie lens lorraine malte mali nice noel paques paris ramadan",
);

export const PREPOSITIONS = ensemble("a au aux avant apres d de depuis des du en l la pour vers");

/** What stands before a noun, not before someone's name. */
export const DETERMINANTS = ensemble(
  "le la les l un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs",
);

/** Both cases of the first letter; the rest of the form stays sensitive to case. @param {string} mots */
const deuxCasses = (mots) =>
  mots.split(" ").map((mot) => `[${mot[0]}${mot[0].toUpperCase()}]${mot.slice(1).replaceAll("_", "[ -]")}`).join("|");

const AVANT = "(?<![\\p{L}\\d])";
const APRES = "(?![\\p{L}\\d])";
const NOM_PROPRE = "(?:\\p{Lu}\\.|\\p{Lu}[\\p{L}'’]+)";
const NOMS_PROPRES = `${NOM_PROPRE}(?:[ -](?:(?:et|de|du|des|la|le) )?${NOM_PROPRE})*`;
const ARTICLES = "(?:(?:de|du|des|la|le|les) |[dl]['’])*";
const ECOLES = "collège college lycée lycee école ecole cfa itep ime mecs foyer internat institut crèche";
const DEGRES =
  "(?: (?:agricole|élémentaire|général|hôtelier|maternelle|primaire|privée?|professionnel|public|publique|technique))?";
const VOIES = "rue avenue boulevard allée impasse chemin ruelle quai faubourg route";
const LIEUX =
  "place square stade salle gymnase parc résidence cité médiathèque bibliothèque espace piscine hôpital clinique " +
  "théâtre quartier centre fondation maison association bâtiment prix saint sainte st ste groupe_scolaire";
const AGES = "(?:[5-9]|1\\d|2[0-5]|onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|vingt)";
const PARENTE =
  "(?:(?:grande?|petite?|demi|beaux?|belle|ex)s?[ -])?" +
  `(?:mère|père|frère|sœur|soeur|maman|papa|tante|oncle|cousine?|tuteur|tutrice|fratrie|parent)s?${APRES}`;

/** @param {string} forme */
const motif = (forme) => new RegExp(AVANT + forme, "gu");

/** Names of places and schools: the people they are called after are no youths. */
export const NOMMES = [
  motif(`(?:${deuxCasses(VOIES)})s? ${ARTICLES}${NOMS_PROPRES}`),
  motif(`(?:${deuxCasses(`${LIEUX} ${ECOLES}`)}|CFA|ITEP|IME|MECS)s?${DEGRES}[ -]${NOMS_PROPRES}`),
];

/** What is only said of someone: an age, a birth, a family, an address. */
export const DE_QUELQU_UN = [
  motif(
    "(?<!\\d ?(?:à|-|–|et|ou|/) ?)(?<!(?:plus|moins) de )" +
      "(?<!(?:depuis|pendant|dès|après|en|durant|sur|il y a|partir de|jusqu['’]à) )" +
      `${AGES} ?ans${APRES}(?! d['’](?:expérience|ancienneté|existence))(?! (?:et|ou) (?:plus|moins))`,
  ),
  motif(`[Nn]ée?s? (?:le|en) (?:\\p{L}+ )?\\d[\\d/.-]*`),
  motif(`[Ss](?:a|on|es) ${PARENTE}`),
  motif(`[Ll][ae]s? ${PARENTE}(?= d(?:e |['’]))`),
  motif(
    `\\d{1,4} ?(?:bis|ter)?,? (?:(?:${deuxCasses(VOIES)}|av\\.|bd\\.?) ${ARTICLES}[\\p{L}'’-]+(?: ${NOMS_PROPRES})?` +
      `|(?:${deuxCasses("place square résidence cité villa passage")}) ${ARTICLES}${NOMS_PROPRES})`,
  ),
];

/** What singles out a person when it stands near a first name. Spaces are plain ones: see `relire`. */
export const INDICES = [
  ...DE_QUELQU_UN,
  motif(`(?:${deuxCasses(ECOLES)}|CFA|ITEP|IME|MECS)${DEGRES} ${ARTICLES}${NOMS_PROPRES}`),
  motif(
    `(?:[Jj]uges?|[Tt]ribunal|ASE|AEMO|PJJ|CRIP|OPP|[Gg]arde à vue|[Ii]nformation préoccupante|mise? en examen|[Pp]lacée?|` +
      `[Pp]lacement|[Cc]ontrôle judiciaire|[Cc]ondamnée?|[Ii]ncarcérée?|[Dd]étention|[Pp]rison|[Pp]rocès|[Aa]udience|` +
      `[Ff]amille d['’]accueil)${APRES}`,
  ),
];
