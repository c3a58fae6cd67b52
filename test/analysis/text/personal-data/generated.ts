import type { Random } from '../../../../domain/method';

/** Posts made up to hold one thing in a known place: synthetic, the ways of writing are those listed here. */
export interface Planted {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const locals = [
  'ada',
  'bob.smith',
  'carol_99',
  'd.lopez',
  'erik-m',
  'fatima.z',
  'g4mer',
  'hanna',
  'info',
  'jose.garcia.lopez',
];
const domains = ['example', 'gmail', 'mail', 'uni-heidelberg', 'my-site', 'outlook', 'proton', 'company2'];
const tops = ['com', 'org', 'de', 'co.uk', 'net', 'io', 'fr', 'com.br'];
const befores = [
  'mail me: ',
  'write to ',
  'contact ',
  'DM or ',
  'hit me up ',
  'questions? ',
  'meine Adresse: ',
  'mi correo es ',
  '',
  'email ',
];
const afters = ['', ' please', ' thanks!', ', ok?', ' for details', ' 😀', ' bitte', '.'];

type Way = (local: string, host: string, top: string) => string;
const dots = (text: string, by: string): string => text.replaceAll('.', by);

/** At and full stop as people write them to slip past programs that collect addresses. */
export const disguises: readonly Way[] = [
  (l, h, t) => `${l}@${h}.${t}`,
  (l, h, t) => `${l} [at] ${h} [dot] ${dots(t, ' [dot] ')}`,
  (l, h, t) => `${l} (at) ${h} (dot) ${dots(t, ' (dot) ')}`,
  (l, h, t) => `${l}[at]${h}[dot]${dots(t, '[dot]')}`,
  (l, h, t) => `${l}(at)${h}.${t}`,
  (l, h, t) => `${l} [at] ${h} dot ${dots(t, ' dot ')}`,
  (l, h, t) => `${l} at ${h} dot ${dots(t, ' dot ')}`,
  (l, h, t) => `${l} AT ${h} DOT ${dots(t, ' DOT ')}`,
  (l, h, t) => `${l} {at} ${h} {dot} ${dots(t, ' {dot} ')}`,
  (l, h, t) => `${l}<at>${h}<dot>${dots(t, '<dot>')}`,
  (l, h, t) => `${l} [@] ${h}.${t}`,
  (l, h, t) => `${l} @ ${h}.${t}`,
  (l, h, t) => `${l}@${h}[.]${dots(t, '[.]')}`,
  (l, h, t) => `${l} (4t) ${h} (d0t) ${dots(t, ' (d0t) ')}`,
  (l, h, t) => `${l} 4t ${h} d0t ${dots(t, ' d0t ')}`,
  (l, h, t) => `${l} arroba ${h} punto ${dots(t, ' punto ')}`,
  (l, h, t) => `${l} arroba ${h} ponto ${dots(t, ' ponto ')}`,
  (l, h, t) => `${l} arobase ${h} point ${dots(t, ' point ')}`,
  (l, h, t) => `${l} (ät) ${h} Punkt ${dots(t, ' Punkt ')}`,
  (l, h, t) => `${l} chiocciola ${h} punto ${dots(t, ' punto ')}`,
  (l, h, t) => `${l}&#64;${h}.${t}`,
  (l, h, t) => `${l}%40${h}.${t}`,
  (l, h, t) => `${l}＠${h}．${dots(t, '．')}`,
  (l, h, t) => `${l}\u200b@\u200b${h}.\u200b${t}`,
  (l, h, t) => [...`${l}@${h}.${t}`].join(' '),
  (l, h, t) => `${l} -at- ${h} -dot- ${dots(t, ' -dot- ')}`,
  (l, h, t) => `${l}-at-${h}-dot-${dots(t, '-dot-')}`,
  (l, h, t) => `${l} "at" ${h} "dot" ${dots(t, ' "dot" ')}`,
  (l, h, t) => `${l} 'at' ${h} 'dot' ${dots(t, " 'dot' ")}`,
  (l, h, t) => `${l} (arroba) ${h} (punto) ${dots(t, ' (punto) ')}`,
  (l, h, t) => `${l}[arobase]${h}.${t}`,
  (l, h, t) => `${l}(chiocciola)${h}.${t}`,
  (l, h, t) => `${l} arroba ${h}.${t}`,
  (l, h, t) => `${l} (آت) ${h} (نقطة) ${dots(t, ' (نقطة) ')}`,
  (l, h, t) => `${l}@ ${h} . ${dots(t, ' . ')}`,
  (l, h, t) => `${l} @ ${h} . ${dots(t, ' . ')}`,
  (l, h, t) => `${l}﹫${h}.${t}`,
];

function pick<T>(random: Random, list: readonly T[]): T {
  return list[random.below(list.length)]!;
}

function plant(random: Random, written: string, count: readonly string[] = befores): Planted {
  const before = pick(random, count);
  return { text: before + written + pick(random, afters), start: before.length, end: before.length + written.length };
}

export function disguisedEmails(random: Random, count: number): Planted[] {
  return Array.from({ length: count }, (_, i) =>
    plant(random, disguises[i % disguises.length]!(pick(random, locals), pick(random, domains), pick(random, tops))),
  );
}

const names = ['ada', 'bob_smith', 'Carol99', 'd_lopez', 'zoë', 'gamer4life', 'x_y_z', 'TheRealHanna'];
const asciiNames = names.filter((name) => /^\w+$/.test(name) && name.length > 4);
const hosts = ['mastodon.social', 'hachyderm.io', 'chaos.social', 'social.example.org'];

/** Handles of X, Instagram and TikTok, Bluesky, the fediverse, Reddit, Telegram and Discord. */
const handles: readonly ((random: Random) => string)[] = [
  (random) => `@${pick(random, names)}`,
  (random) => `@${pick(random, asciiNames)}.${pick(random, asciiNames)}`,
  (random) => `@${pick(random, asciiNames).toLowerCase().replaceAll('_', '-')}.bsky.social`,
  (random) => `@${pick(random, hosts)}`,
  (random) => `@${pick(random, names)}@${pick(random, hosts)}`,
  (random) => `u/${pick(random, asciiNames)}`,
  (random) => `/u/${pick(random, asciiNames)}`,
  (random) => `t.me/${pick(random, asciiNames)}`,
  (random) => `${pick(random, asciiNames)}#${1000 + random.below(9000)}`,
  (random) => `＠${pick(random, names)}`,
];

export function handlesOfPlatforms(random: Random, count: number): Planted[] {
  const around = ['thanks ', 'cc ', '', 'hey ', '(', 'RT ', '… ', '👉', 'see ', 'follow '];
  return Array.from({ length: count }, (_, i) => {
    const planted = plant(random, handles[i % handles.length]!(random), around);
    // A full stop right behind a handle would be read as part of a name with dots.
    return planted.text.endsWith('.') ? { ...planted, text: planted.text.slice(0, -1) } : planted;
  });
}
