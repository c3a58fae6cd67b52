/** Writes the parts of the documentation that follow from the code; a test holds them to it. `node dist/docs/generate.js` */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandNames, commandOf } from '../cli/commands';
import { auditActions } from '../domain/audit';
import { errorTable } from '../domain/errors';
import { protocolJsonSchema } from '../domain/protocol';
import { projectRoot, settingsTable } from '../settings';

function rows(table: readonly (readonly string[])[]): string {
  return table.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

/** A page whose table stands between a header of three columns or two and the next blank line. */
function withTable(page: string, header: string, table: string): string {
  const at = page.indexOf(header);
  if (at < 0) throw new Error(`a table headed "${header}" was expected`);
  const from = page.indexOf('\n', page.indexOf('\n', at) + 1) + 1;
  const end = page.indexOf('\n\n', from - 1);
  return `${page.slice(0, from)}${table}${end < 0 ? '\n' : page.slice(end)}`;
}

export function generatedDocs(): Record<string, string> {
  const read = (name: string): string => readFileSync(path.join(projectRoot, 'docs', name), 'utf8');
  const commandPages = commandNames.map((name) => {
    const one = commandOf(name)!;
    const options = Object.entries(one.options);
    return [
      `## assay ${one.name}`,
      '',
      `\`npx assay ${`${one.name} ${one.words}`.trim()}\``,
      '',
      `${one.meaning[0]!.toUpperCase()}${one.meaning.slice(1)}.`,
      ...(options.length
        ? [
            '',
            '| option | meaning |',
            '| --- | --- |',
            rows(
              options.map(([name, option]) => [
                `\`--${name}${option.value ? ` ${option.value}` : ''}\``,
                option.meaning,
              ]),
            ),
          ]
        : []),
    ].join('\n');
  });
  return {
    'commands.md': `# Commands\n\n\`npx assay COMMAND\` in the clone. Every command takes \`--json\` (one JSON document on stdout, nothing else there) and \`--help\`. Exit codes:\n0 done, 1 failed, 2 wrong usage or invalid protocol, 3 waiting at a gate, 4 verification failed.\n\n${commandPages.join('\n\n')}\n`,
    'errors.md': `# Errors\n\nA message says what was expected, what was found, where. With \`--json\` it comes with a code.\n\n| code | what it wants |\n| --- | --- |\n${rows(Object.entries(errorTable).map(([code, text]) => [`\`${code}\``, text]))}\n`,
    'study.schema.json': `${JSON.stringify(protocolJsonSchema(), null, 2)}\n`,
    'review.md': withTable(
      read('review.md'),
      '| action | meaning |',
      rows(Object.entries(auditActions).map(([action, text]) => [`\`${action}\``, text])),
    ),
    'operate.md': withTable(
      read('operate.md'),
      '| variable | meaning | default |',
      rows(settingsTable.map((one) => [`\`${one.name}\``, one.meaning, one.fallback])),
    ),
  };
}

if (require.main === module)
  for (const [name, content] of Object.entries(generatedDocs()))
    writeFileSync(path.join(projectRoot, 'docs', name), content);
