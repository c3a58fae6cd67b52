import { type OnFile, runOnFile } from '../../activities/runner/on-file';
import { AssayError } from '../../domain/errors';
import type { JsonObject } from '../../domain/json';
import { methodOf } from '../../methods';
import { summaryTable } from '../../report/figures/summary';
import { tableText } from '../../report/terminal';
import { type Command, option, requireWord } from '../command';

function pairs(values: unknown, name: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const one of Array.isArray(values) ? (values as string[]) : []) {
    const at = one.indexOf('=');
    if (at <= 0) throw new AssayError('ASSAY_USAGE', `--${name}: name=value was expected, found "${one}"`);
    out[one.slice(0, at)] = one.slice(at + 1);
  }
  return out;
}

/** The whole answer as JSON, the result written row by row. */
function* documentOf(value: OnFile): Generator<string> {
  const { result, ...rest } = value;
  yield `${JSON.stringify(rest).slice(0, -1)},"result":`;
  yield* result.pieces();
  yield '}';
}

/** Rows of a result that people are shown; `--json` gives all. */
const shownRows = 10;
/** Characters of a cell of the summary, and of a row. */
const summaryWidth = 160;
const rowWidth = 40;

/** The answer for people: what was read, the summary in words, the first rows. */
function textOf(title: string, value: OnFile): string {
  const { rows, nodes, summary, ...rest } = value.result.first(shownRows).toJSON() as JsonObject;
  const first = (rows ?? nodes ?? []) as JsonObject[];
  const used = Object.entries(value.input.columns ?? {}).map(
    ([field, column]) => `${field} from ${JSON.stringify(column)}`,
  );
  const head = Object.keys(first[0] ?? {});
  const left = value.result.rows - first.length;
  return [
    `${title} (${value.method}, version ${value.version}), ${value.input.rows} rows in ${value.seconds.toFixed(2)} s`,
    ...(used.length > 0 ? [`read: ${used.join(', ')}`] : []),
    '',
    ...tableText(summaryTable((summary as JsonObject | undefined) ?? rest), summaryWidth),
    ...(first.length > 0
      ? [
          '',
          ...tableText({ head, rows: first.map((row) => head.map((name) => row[name] ?? null)), more: left }, rowWidth),
        ]
      : []),
    ...(left > 0 ? [`… ${left} more; --json prints everything`] : ['', '--json prints everything']),
  ].join('\n');
}

export const method: Command = {
  name: 'method',
  words: 'ID FILE',
  meaning: 'run one method on a file, outside any study; stores nothing',
  options: {
    column: { meaning: 'which column holds a field, such as text=body', value: 'FIELD=NAME', multiple: true },
    set: { meaning: 'a parameter of the method', value: 'NAME=VALUE', multiple: true },
    seed: { meaning: 'seed of the randomness', value: 'N' },
  },
  async run(invocation) {
    const id = requireWord(invocation, 0, 'a method id');
    const file = requireWord(invocation, 1, 'a file');
    const found = methodOf(id);
    if (!found)
      throw new AssayError(
        'ASSAY_METHOD_UNKNOWN',
        `a method id was expected, found "${id}"; \`npx assay methods\` lists them`,
      );
    const seed = Number(option(invocation, 'seed') ?? 1);
    if (!Number.isInteger(seed) || seed < 0) throw new AssayError('ASSAY_USAGE', '--seed: a whole number was expected');
    let told = 0;
    const value = await runOnFile(
      found,
      file,
      { columns: pairs(invocation.options.column, 'column'), settings: pairs(invocation.options.set, 'set'), seed },
      (fraction) => {
        if (Date.now() - told < 1000) return;
        told = Date.now();
        invocation.say(`  ${Math.round(fraction * 100)} %`);
      },
    );
    if (value.input.brokenLines)
      invocation.say(
        `lines that do not parse, taken as empty posts: ${value.input.brokenLines.slice(0, 20).join(', ')}`,
      );
    if (value.input.assumed)
      invocation.say('no column of languages: all posts are taken as English; --column language=NAME says where it is');
    return invocation.json
      ? { value, text: '', pieces: () => documentOf(value) }
      : { value, text: textOf(found.title, value) };
  },
};
