/**
 * Makes the posts of the headset example. They are synthetic: no person, product or platform in them exists. What is planted stands
 * in `planted`, and the tests ask the report for it.
 *
 *   node dist/examples/headset/generate.js [FOLDER]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Xoshiro128 } from '../../analysis/statistics/random';

export const planted = {
  seed: 20260301,
  posts: 2600,
  start: '2026-03-01T00:00:00Z',
  days: 28,
  /** Plaza's collector was down. */
  outage: { platform: 'plaza', from: '2026-03-12T06:00:00Z', to: '2026-03-13T18:00:00Z' },
  /** A firmware update drains batteries: many complaints at once, on chirp. */
  spike: { platform: 'chirp', at: '2026-03-20T14:00:00Z', hours: 5, posts: 150 },
  communities: 4,
  /** Posts of chirp that are passed on, each at least so many times. */
  cascades: { count: 12, reposts: 4 },
  deletes: 'mira_k',
  objects: 'jonas_w',
  /** Share of battery posts that are negative, of comfort posts that are positive. */
  batteryNegative: 0.9,
  comfortPositive: 0.9,
  labelNoise: 0.06,
  broken: { badTime: 3, missingId: 2, badCount: 2, damagedId: 4 },
  /** Tags of passing events: each lives for the stated hours from its first use. */
  eventTags: [5, 9, 14, 20, 26, 33, 41, 50, 64, 80, 100, 130],
  personal: { email: 14, phone: 10, iban: 6, card: 6, ip: 4 },
} as const;

type Topic = 'battery' | 'comfort' | 'sound' | 'price' | 'connection';
type Label = 'negative' | 'neutral' | 'positive';

const english: Record<Topic, Record<Label, readonly string[]>> = {
  battery: {
    negative: [
      'The battery is awful, {dead} after {hours} hours',
      'Battery drains so fast, this is a terrible {thing}',
      'Charging {fails} again, I hate this battery',
      'Really disappointed: battery {dead} before lunch',
      'The battery died during a call, useless and frustrating',
    ],
    neutral: [
      'Battery lasts {hours} hours here, charging takes two',
      'Does anyone know how the battery is measured?',
      'Charged the battery to {hours}0 percent today',
    ],
    positive: ['Battery holds {hours} hours, great for travel', 'Love how long the battery lasts'],
  },
  comfort: {
    positive: [
      'So comfortable, I wear the cushions {hours} hours and love it',
      'The ear cushions are soft and wonderful',
      'Best fit ever, comfortable even with glasses, very happy',
      'Headband feels great and light, excellent comfort',
      'Comfortable all day, amazing cushions',
    ],
    neutral: ['The cushions are made of fabric', 'Wearing the headband over a cap today', 'Cushions come in two sizes'],
    negative: ['Cushions hurt my ears, uncomfortable', 'The headband is too tight, bad fit'],
  },
  sound: {
    positive: ['Sound is rich and the bass is beautiful', 'Great sound for {thing} fans, clear voices'],
    neutral: ['Listening to the new album with the default equaliser', 'Sound profile has {hours} presets'],
    negative: ['The sound is flat and the bass is weak, poor mix', 'Annoying hiss in the left channel, bad sound'],
  },
  price: {
    positive: ['Nice discount at the store, good price'],
    neutral: [
      'The price is {hours}9 at the store this week',
      'Order arrives on Tuesday, price includes shipping',
      'Store lists the price with tax',
    ],
    negative: ['Way too expensive, ridiculous price'],
  },
  connection: {
    positive: ['Pairing is quick and reliable, nice'],
    neutral: ['Bluetooth pairs with phone and laptop', 'Which codec does bluetooth use here?'],
    negative: ['Bluetooth drops all the time, annoying', 'Pairing fails with my laptop, what a mess'],
  },
};

const german: Record<Topic, Record<Label, readonly string[]>> = {
  battery: {
    negative: [
      'Der Akku ist nach {hours} Stunden leer, wirklich schlecht',
      'Akku hält nicht mehr, ich bin enttäuscht',
      'Laden klappt wieder nicht, der Akku ist eine Katastrophe',
    ],
    neutral: ['Der Akku hält bei mir {hours} Stunden am Stück', 'Wie lange dauert das Laden mit dem Kabel?'],
    positive: ['Der Akku hält super lange, toll'],
  },
  comfort: {
    positive: [
      'Die Polster sind sehr bequem, ich trage sie {hours} Stunden',
      'Sitzt wunderbar, bequem auch mit Brille',
      'Der Bügel ist leicht und angenehm, große Liebe',
    ],
    neutral: ['Die Polster gibt es in zwei Größen', 'Ich trage den Bügel heute über der Mütze'],
    negative: ['Die Polster drücken, das ist unbequem'],
  },
  sound: {
    positive: ['Der Klang ist klar und der Bass wunderschön'],
    neutral: ['Ich höre gerade das neue Album mit dem Standardprofil'],
    negative: ['Der Klang ist flach, der Bass fehlt mir'],
  },
  price: {
    positive: ['Guter Preis im Laden, gerne wieder'],
    neutral: ['Der Preis liegt diese Woche bei {hours}9 im Laden', 'Die Lieferung kommt am Dienstag mit der Post'],
    negative: ['Viel zu teuer, der Preis ist eine Frechheit'],
  },
  connection: {
    positive: ['Die Verbindung klappt schnell und sicher'],
    neutral: ['Bluetooth läuft mit Handy und Rechner zugleich'],
    negative: ['Die Verbindung bricht ständig ab, das nervt'],
  },
};

const fillers: Record<string, readonly string[]> = {
  dead: ['dead', 'empty', 'flat', 'gone'],
  thing: ['headset', 'podcast', 'product', 'gadget'],
  fails: ['fails', 'stops', 'breaks'],
};
const openings = [
  'Honestly,',
  'Update:',
  'Day {n}:',
  'After {n} days:',
  'Quick note:',
  'So,',
  'My {n} cents:',
  'For the record:',
  'Today again:',
  'Just saying:',
  '',
];
const closings = [
  'on the train',
  'at the office',
  'in the gym',
  'while cooking',
  'on my walk',
  'at home',
  'during the commute',
  'with the kids',
  'before bed',
  'at the airport',
  'in the garden',
  '',
];
const germanClosings = [
  'im Zug',
  'im Büro',
  'beim Sport',
  'zu Hause',
  'auf dem Weg',
  'am Flughafen',
  'im Garten',
  'beim Kochen',
  '',
];
/** What posts go on about after their point: varied enough that two people seldom write the same. */
const englishAsides = [
  'bought it in {month} from {place}',
  'my {relative} has the same one',
  'compared it with the old model for {hours} weeks',
  'wearing it while {doing}',
  'the {colour} one, if that matters',
  'second unit already since {month}',
  'tested it with {hours} different phones',
  'the box came from {place}',
  'my {relative} says otherwise',
  'firmware {hours}.{hours} by the way',
  'reading a book about {subject} meanwhile',
  'will look again in {month}',
];
const germanAsides = [
  'gekauft im {month} in {place}',
  'meine {relative} hat das gleiche',
  'beim {doing} getestet',
  'die Version in {colour}',
  'Firmware {hours}.{hours} übrigens',
  'mit {hours} Handys probiert',
  'das Paket kam aus {place}',
];
const words: Record<string, readonly string[]> = {
  month: ['January', 'February', 'November', 'December', 'October', 'September'],
  place: ['Lisbon', 'Leeds', 'Aachen', 'Graz', 'Tartu', 'Bergen', 'Porto', 'Basel', 'Ghent', 'Turku', 'Split', 'Lund'],
  relative: ['sister', 'brother', 'neighbour', 'teacher', 'uncle', 'aunt', 'flatmate', 'boss', 'cousin'],
  doing: ['cycling', 'gardening', 'painting', 'coding', 'running', 'baking', 'sewing', 'rowing'],
  colour: ['grey', 'blue', 'white', 'black', 'green', 'red'],
  subject: ['whales', 'bridges', 'tides', 'maps', 'bees', 'glaciers', 'trains', 'clocks'],
};
const tags: Record<Topic, readonly string[]> = {
  battery: ['battery', 'batterygate', 'charging'],
  comfort: ['comfort', 'cosy', 'allday'],
  sound: ['sound', 'bass', 'music'],
  price: ['deal', 'price'],
  connection: ['bluetooth', 'pairing'],
};
const emoji: Record<Label, readonly string[]> = {
  negative: ['😡', '😞', '🔋'],
  neutral: ['🎧', '🤔'],
  positive: ['😍', '🎧', '👍'],
};

interface Post {
  id: string;
  platform: 'chirp' | 'plaza';
  time: number;
  author: string;
  text: string;
  label: Label;
  topic: Topic;
  language: 'en' | 'de';
  mentions: string[];
  repostOf?: string;
  replyTo?: string;
  replyToAuthor?: string;
  likes: number;
  reposts: number;
  views: number;
  followers: number;
  state: 'live' | 'deleted';
}

const hour = 3_600_000;
/** Share of posts by hour of the day, UTC: quiet nights, busy evenings. */
const rhythm = [1, 1, 1, 1, 1, 2, 3, 5, 6, 6, 6, 6, 7, 6, 6, 6, 7, 8, 9, 10, 9, 7, 4, 2];

export function generatePosts(): Post[] {
  const random = new Xoshiro128(planted.seed);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const weighted = (weights: readonly number[]): number => {
    let draw = random.next() * weights.reduce((a, b) => a + b, 0);
    return Math.max(
      0,
      weights.findIndex((weight) => (draw -= weight) < 0),
    );
  };
  const names = [
    'ada',
    'ben',
    'cleo',
    'dion',
    'eva',
    'finn',
    'greta',
    'hugo',
    'ines',
    'jan',
    'kira',
    'leo',
    'mona',
    'nils',
    'olga',
    'paul',
    'rosa',
    'sami',
    'tara',
    'udo',
    'vera',
    'wim',
    'yara',
    'zoe',
  ];
  const accounts = Array.from({ length: 420 }, (_, i) => ({
    handle: `${names[i % names.length]}_${String(100 + i * 7)}`,
    community: i % planted.communities,
    german: i % 3 === 0,
    followers: 20 + random.below(2000),
    platform: (i % 5 < 3 ? 'chirp' : 'plaza') as Post['platform'],
  }));
  accounts.push({ handle: planted.deletes, community: 0, german: false, followers: 340, platform: 'chirp' });
  accounts.push({ handle: planted.objects, community: 1, german: false, followers: 120, platform: 'chirp' });
  const start = Date.parse(planted.start);
  const outage = [Date.parse(planted.outage.from), Date.parse(planted.outage.to)] as const;

  const write = (topic: Topic, label: Label, language: 'en' | 'de'): string => {
    let text = pick((language === 'en' ? english : german)[topic][label]);
    const aside = random.next() < 0.9 ? `, ${pick(language === 'en' ? englishAsides : germanAsides)}` : '';
    text = `${text}${aside}`.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'hours' ? String(2 + random.below(9)) : pick(fillers[name] ?? words[name]!),
    );
    const opening = language === 'en' ? pick(openings).replace('{n}', String(1 + random.below(60))) : '';
    const closing = language === 'en' ? pick(closings) : pick(germanClosings);
    return [opening, text, closing].filter((part) => part !== '').join(' ');
  };

  const labelFor = (topic: Topic): Label => {
    if (topic === 'battery')
      return (['negative', 'neutral', 'positive'] as const)[weighted([planted.batteryNegative, 0.06, 0.04])]!;
    if (topic === 'comfort')
      return (['positive', 'neutral', 'negative'] as const)[weighted([planted.comfortPositive, 0.06, 0.04])]!;
    if (topic === 'sound') return (['positive', 'neutral', 'negative'] as const)[weighted([0.4, 0.25, 0.35])]!;
    return (['neutral', 'positive', 'negative'] as const)[weighted([0.7, 0.12, 0.18])]!;
  };

  const posts: Post[] = [];
  const make = (time: number, forced?: Topic, platform?: Post['platform']): void => {
    let account = pick(accounts);
    while (platform && account.platform !== platform) account = pick(accounts);
    // Each community has its favourite topic, so that topics and communities meet.
    const weights = [3, 3, 2, 1.5, 1.5];
    weights[account.community] = (weights[account.community] ?? 1) + 4;
    const topic = forced ?? (['battery', 'comfort', 'sound', 'price', 'connection'] as const)[weighted(weights)]!;
    const language = account.german ? 'de' : 'en';
    const label = labelFor(topic);
    let text = write(topic, label, language);
    const mentions: string[] = [];
    if (random.next() < 0.45) {
      const same = accounts.filter(
        (one) =>
          one.platform === account.platform &&
          one !== account &&
          (random.next() < 0.92 ? one.community === account.community : true),
      );
      mentions.push(pick(same).handle);
      text = `@${mentions[0]} ${text}`;
    }
    if (random.next() < 0.5) text += ` #${pick(tags[topic])}`;
    if (random.next() < 0.25) text += ` #${pick(tags[topic])}`;
    if (random.next() < 0.35) text += ` ${pick(emoji[label])}`;
    if (random.next() < 0.08) text += ` https://review.example/${random.below(1e6).toString(36)}`;
    const views = 50 + random.below(account.followers * 3);
    const shown: Label =
      random.next() < planted.labelNoise ? pick(['negative', 'neutral', 'positive'] as const) : label;
    posts.push({
      id: '',
      platform: account.platform,
      time,
      author: account.handle,
      text,
      label: shown,
      topic,
      language,
      mentions,
      likes: Math.floor(views * 0.03 * random.next()),
      reposts: 0,
      views,
      followers: account.followers,
      state: account.handle === planted.deletes ? 'deleted' : 'live',
    });
  };

  while (posts.length < planted.posts) {
    const time = start + (random.below(planted.days) * 24 + weighted(rhythm)) * hour + random.below(hour);
    if (time >= outage[0] && time < outage[1]) {
      // The outage is Plaza's alone.
      make(time, undefined, 'chirp');
    } else make(time);
  }
  const spike = Date.parse(planted.spike.at);
  for (let i = 0; i < planted.spike.posts; i++)
    make(spike + random.below(planted.spike.hours * hour), 'battery', planted.spike.platform);
  // The two whose wishes must be heard write for certain.
  for (const handle of [planted.deletes, planted.objects]) {
    for (let i = 0; i < 5; i++) {
      posts.push({
        id: '',
        platform: 'chirp',
        time: start + (3 + i * 4) * 24 * hour + random.below(hour),
        author: handle,
        text: `${write('sound', 'positive', 'en')} (${i})`,
        label: 'positive',
        topic: 'sound',
        language: 'en',
        mentions: [],
        likes: 1,
        reposts: 0,
        views: 60,
        followers: 120,
        state: handle === planted.deletes ? 'deleted' : 'live',
      });
    }
  }

  posts.sort((a, b) => a.time - b.time);
  // Passing events: a tag that a few people use for a while, then never again.
  planted.eventTags.forEach((hours, event) => {
    const from = start + (2 + event * 1.7) * 24 * hour;
    const inside = posts.filter(
      (post) =>
        post.time >= from &&
        post.time <= from + hours * hour &&
        post.state === 'live' &&
        post.author !== planted.objects,
    );
    const chosen =
      inside.length <= 8 ? inside : [inside[0]!, ...Array.from({ length: 6 }, () => pick(inside)), inside.at(-1)!];
    for (const post of new Set(chosen)) post.text += ` #event${String.fromCharCode(97 + event)}`;
  });

  // Personal data that people let slip, in forms that a check digit confirms; all of it from documentation ranges.
  const slips: [keyof typeof planted.personal, () => string][] = [
    ['email', () => `write me at ${pick(names)}.${random.below(900) + 100}@mail.example`],
    ['phone', () => `call me on +1 212 555 01${String(random.below(100)).padStart(2, '0')}`],
    ['iban', () => 'refund to DE89 3704 0044 0532 0130 00 please'],
    ['card', () => 'they charged 4111 1111 1111 1111 twice'],
    ['ip', () => `my router at 192.0.2.${random.below(250) + 1} drops it`],
  ];
  const english_ = posts.filter((post) => post.language === 'en' && post.state === 'live');
  for (const [type, text] of slips)
    for (let i = 0; i < planted.personal[type]; i++) pick(english_).text += ` ${text()}`;

  const numbers = { chirp: 9_007_199_254_740_993n, plaza: 71_000n };
  for (const post of posts) post.id = String((numbers[post.platform] += BigInt(1 + random.below(900))));

  // Cascades: a few posts are reposted, and reposts are seen by the same community.
  const extra: Post[] = [];
  const popular = posts.filter(
    (post) => post.platform === 'chirp' && post.state === 'live' && post.author !== planted.objects,
  );
  for (let c = 0; c < planted.cascades.count; c++) {
    const root = pick(popular);
    const size = planted.cascades.reposts + random.below(22);
    let time = root.time;
    for (let i = 0; i < size; i++) {
      time += Math.floor(-Math.log(1 - random.next()) * 0.7 * hour);
      const who = pick(
        accounts.filter(
          (one) =>
            one.platform === 'chirp' &&
            one.handle !== root.author &&
            one.handle !== planted.objects &&
            one.handle !== planted.deletes,
        ),
      );
      extra.push({
        ...root,
        time,
        author: who.handle,
        text: `RT @${root.author}: ${root.text}`,
        mentions: [],
        repostOf: root.id,
        likes: 0,
        views: 20 + random.below(500),
        followers: who.followers,
      });
      root.reposts++;
    }
  }
  // Replies on Plaza.
  const plaza = posts.filter((post) => post.platform === 'plaza');
  for (const post of plaza) {
    if (random.next() > 0.3) continue;
    const earlier = plaza.filter(
      (one) => one.time < post.time && post.time - one.time < 48 * hour && one.author !== post.author,
    );
    if (earlier.length === 0) continue;
    const root = pick(earlier);
    post.replyTo = root.id;
    post.replyToAuthor = root.author;
  }
  // Copies: the same text by the same author, a template by many.
  for (let i = 0; i < 15; i++) {
    const root = pick(popular);
    extra.push({ ...root, time: root.time + hour });
  }
  const shop = accounts.filter((one) => one.platform === 'chirp').slice(0, 25);
  shop.forEach((one, i) => {
    extra.push({
      ...popular[0]!,
      time: start + (10 * 24 + i) * hour,
      author: one.handle,
      text: `Win a free headset now, follow the link and share this post with all of your friends today ${i % 2 ? 'please' : 'now'}`,
      label: 'neutral',
      topic: 'price',
      mentions: [],
      likes: 0,
      reposts: 0,
    });
  });
  for (const post of extra) post.id = String((numbers[post.platform] += BigInt(1 + random.below(900))));
  return [...posts, ...extra].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
}

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The two exports, one per platform, with the damage that exports have. */
export function generateFiles(): { name: string; content: string }[] {
  const posts = generatePosts();
  const chirp = posts.filter((post) => post.platform === 'chirp');
  const header = [
    'id',
    'text',
    'created',
    'user_id',
    'user',
    'retweet_of',
    'retweet_of_user',
    'likes',
    'retweets',
    'impressions',
    'followers',
    'status',
    'sentiment_label',
    'client',
  ];
  const lines = chirp.map((post, i) => {
    let id = post.id;
    let created = new Date(post.time).toISOString().slice(0, 19).replace('T', ' ');
    let likes = String(post.likes);
    if (i >= 40 && i < 40 + planted.broken.badTime) created = '31/02/2026 25:00';
    if (i >= 60 && i < 60 + planted.broken.missingId) id = '';
    if (i >= 80 && i < 80 + planted.broken.badCount) likes = 'many';
    if (i >= 100 && i < 100 + planted.broken.damagedId) id = '9.00719E+15';
    return [
      id,
      post.text,
      created,
      `u${post.author.length}${post.author}`,
      post.author,
      post.repostOf ?? '',
      post.repostOf ? /^RT @(\w+)/.exec(post.text)![1]! : '',
      likes,
      post.reposts,
      post.views,
      post.followers,
      post.state,
      post.label,
      'Chirp for Web',
    ];
  });
  const plaza = posts
    .filter((post) => post.platform === 'plaza')
    .map((post) =>
      JSON.stringify({
        id: Number(post.id),
        body: `<p>${post.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
        published: new Date(post.time).toISOString(),
        author: { name: post.author },
        author_name: post.author,
        in_reply_to: post.replyTo ? Number(post.replyTo) : null,
        in_reply_to_author: post.replyToAuthor ?? null,
        hearts: post.likes,
        author_followers: post.followers,
        label: post.label,
        ip_country: 'XX',
      }),
    );
  return [
    { name: 'chirp.csv', content: `${[header, ...lines].map((row) => row.map(csvCell).join(',')).join('\n')}\n` },
    { name: 'plaza.ndjson', content: `${plaza.join('\n')}\n` },
    {
      name: 'objections.txt',
      content: `# One a line: platform:account. Synthetic, like everything here.\nchirp:${planted.objects}\n`,
    },
  ];
}

if (require.main === module) {
  const folder = process.argv[2] ?? path.join(process.cwd(), 'examples', 'headset', 'data');
  mkdirSync(folder, { recursive: true });
  for (const { name, content } of generateFiles()) writeFileSync(path.join(folder, name), content);
}
