/** Classes of words that say what a name beside them is. */
export const wordClass = {
  none: 0,
  street: 1,
  unit: 2,
  company: 3,
  title: 4,
  month: 5,
  weekday: 6,
  nationality: 7,
  institution: 8,
  preposition: 9,
  kin: 10,
  saying: 11,
  occupation: 12,
} as const;

const lists: Readonly<Partial<Record<keyof typeof wordClass, string>>> = {
  street: `street st avenue ave road rd drive dr lane ln court ct boulevard blvd way place pl square sq terrace highway hwy parkway pkwy
    circle close crescent gate grove hill mews row walk alley bypass crossing corner courts extension extensions gateway heights
    rue chemin allee quai impasse calle avenida avda carrera paseo plaza camino rua travessa alameda praca largo via viale piazza corso
    vicolo strada strasse str gasse weg platz allee ring damm ufer ulica ul utca u ut ter koz kapu gatan vagen gade vej gata veien katu tie
    straat laan plein odos leoforos ulitsa prospekt cesta trg namesti nabrezi`,
  unit: `apt apartment suite ste unit flat floor room box psc apo fpo dpo ap aa ae bldg building piso puerta etage stock interno bloco casa
    numero nr no postfach apartado caixa bp`,
  company: `inc incorporated ltd limited llc llp plc corp corporation co company gmbh ag kg sa srl spa bv nv oy ab as group holdings
    partners associates ventures capital technologies technology systems solutions software labs media industries international
    consulting services networks analytics enterprises sons bros insurance financial bank airlines motors`,
  institution: `university college school institute hospital church ministry department council committee foundation association society
    agency museum library orchestra club team party court police army navy court federation union universitat universidad universite
    universita universidade schule ecole escuela ospedale krankenhaus`,
  title: `mr mrs ms miss mx dr prof professor sir madam lord lady rev reverend fr sr jr capt captain col gen lt sgt hon judge senator
    president chancellor minister king queen prince princess herr frau fraulein monsieur madame mademoiselle mme mlle senor senora
    senorita don dona sra srta signor signora signorina sig dott dottoressa senhor senhora shri smt`,
  month: `january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec januar februar marz mai juni juli oktober dezember janvier fevrier mars avril juin juillet aout septembre octobre novembre
    decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio
    giugno luglio settembre ottobre dicembre janeiro fevereiro maio junho julho setembro outubro novembro dezembro`,
  weekday: `monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun montag dienstag mittwoch
    donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado
    domingo lunedi martedi mercoledi giovedi venerdi sabato domenica segunda terca quarta quinta sexta`,
  nationality: `american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian polish
    czech slovak slovenian slovene croatian serbian bosnian albanian macedonian montenegrin bulgarian romanian moldovan hungarian greek
    turkish cypriot maltese russian ukrainian belarusian estonian latvian lithuanian finnish swedish norwegian danish icelandic
    greenlander greenlandic chinese japanese korean taiwanese mongolian vietnamese thai lao cambodian burmese malaysian indonesian filipino
    singaporean indian pakistani bangladeshi nepali nepalese bhutanese afghan iranian persian iraqi syrian lebanese israeli palestinian
    jordanian saudi yemeni omani emirati qatari kuwaiti bahraini egyptian libyan tunisian algerian moroccan sudanese ethiopian eritrean
    somali kenyan ugandan tanzanian rwandan congolese nigerian ghanaian senegalese malian ivorian cameroonian gabonese angolan zambian
    zimbabwean mozambican malagasy namibian motswana canadian mexican guatemalan honduran salvadoran nicaraguan panamanian cuban jamaican
    haitian dominican colombian venezuelan ecuadorian ecuadorean peruvian bolivian chilean argentine argentinian uruguayan paraguayan
    brazilian guyanese surinamese surinamer australian chechen kurdish tibetan catalan basque arab jewish muslim christian catholic
    protestant hindu buddhist sikh mormon atheist belizean belizian fijian samoan tongan azerbaijani armenian georgian kazakh uzbek
    turkmen tajik kyrgyz european african asian latino hispanic deutsche deutscher francais francaise italiano italiana espanol espanola
    portugues portuguesa brasileiro brasileira`,
  preposition: `in at from to near of by for with on into through around towards outside inside en a de desde para por com em no na aus nach
    bei von in zu dans chez depuis vers a di da nel nella`,
  kin: `brother sister mother father mom dad mum son daughter wife husband uncle aunt cousin friend boyfriend girlfriend partner boss
    colleague neighbour neighbor grandma grandpa roommate bruder schwester mutter vater freund freundin hermano hermana madre padre amigo
    amiga esposo esposa frere soeur mere pere ami amie mari femme fratello sorella amico amica irmao irma mae pai marido`,
  saying: `said says told asked tells thinks thought wrote writes tweeted loves hates met meet called named name call is was am i'm thanks
    thank hi hello hey dear congrats congratulations happy rip sagte sagt heisse heißt hallo liebe dice dijo llamo llama hola querida
    dit appelle bonjour salut cher chere disse chiamo ciao caro cara chamo ola querido`,
  occupation: `engineer manager director officer clerk teacher nurse doctor driver operator technician consultant analyst assistant
    developer designer lawyer accountant attendant worker secretary agent supervisor specialist mechanic salesperson cashier coordinator
    administrator scientist researcher farmer chef cook waiter waitress pilot soldier firefighter carpenter plumber electrician writer
    editor journalist actor actress musician artist photographer executive ceo cto cfo founder chairman`,
};

const classes = new Map<string, number>();
for (const [name, words] of Object.entries(lists))
  for (const word of words.split(/\s+/))
    if (!classes.has(word)) classes.set(word, wordClass[name as keyof typeof wordClass]);

const streetEnd =
  /(?:stra(?:ss|ß)e|str|gasse|weg|platz|allee|gatan|vagen|gade|vej|vegen|veien|gata|katu|tie|utca|straat|laan|plein|gjerdet|vænget|vaenget|stien|vangur|gardur|parken|kuja|polku|backen|grand|torget|svingen)$/;

/** The class of a folded word: by list, and streets by their ending in the languages that write them in one word. */
export function classOf(folded: string): number {
  return classes.get(folded) ?? (folded.length > 6 && streetEnd.test(folded) ? wordClass.street : wordClass.none);
}
