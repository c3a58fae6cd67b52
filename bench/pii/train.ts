/**
 * Makes analysis/text/personal-data/name-model-data.ts from labelled sentences.
 *
 *   node dist/bench/pii/train.js PRESIDIO.json.gz WNUT17TRAIN.conll OWN.json
 *
 * presidio-synth-v2 (microsoft/presidio-research, MIT), the training part of WNUT 2017 (leondz/emerging_entities_17, CC BY 4.0) and
 * what bench/pii/make-sentences.mjs writes.
 */
import { writeFileSync } from 'node:fs';
import { learn } from './learn';
import { pack } from './model';
import { readConll, readPresidio } from './sentences';

/** Chosen by cross-validation over the templates of the development part. */
export const training = { rounds: 8, seed: 1, rare: 3 };

if (require.main === module) {
  const [presidio, wnut, own] = process.argv.slice(2);
  if (!presidio || !wnut || !own) throw new Error('three files are expected: presidio-synth, WNUT 2017, own sentences');
  const { packed, scale } = pack(
    learn([...readPresidio(presidio), ...readConll(wnut), ...readPresidio(own)], training),
  );
  writeFileSync(
    'analysis/text/personal-data/name-model-data.ts',
    `/**
 * Weights of the tagger of names, learnt by bench/pii/train.ts from presidio-synth-v2 (microsoft/presidio-research, MIT), the training
 * part of WNUT 2017 (Derczynski et al. 2017, CC BY 4.0) and sentences made from @faker-js/faker (MIT). Form: see name-model.ts.
 */
export const nameModelData = {
  scale: ${scale},
  packed:
    '${packed}',
} as const;
`,
  );
  console.log(`${packed.length} characters`);
}
