// Compiles the kernels that are written as WebAssembly text and puts their bytes beside them:
//   node test/known/make_wasm.mjs analysis/text/topics/gibbs.wat …
import { readFileSync, writeFileSync } from 'node:fs';
import wabt from 'wabt';

const compiler = await wabt();
for (const file of process.argv.slice(2)) {
  const module = compiler.parseWat(file, readFileSync(file, 'utf8'), { simd: true, bulk_memory: true });
  const bytes = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const lines = bytes.match(/.{1,120}/g).map((line) => `  '${line}',`);
  writeFileSync(
    file.replace(/\.wat$/, '-bytes.ts'),
    `/** \`${file.replace(/.*\//, '')}\`, compiled; base64. */\nexport const bytes = [\n${lines.join('\n')}\n].join('');\n`,
  );
}
