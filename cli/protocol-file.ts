import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isAlias, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { AssayError } from '../domain/errors';
import { expectedAndFound } from '../domain/expectation';
import { planOf, type Task } from '../domain/plan';
import { type Protocol, protocolSchema } from '../domain/protocol';
import { type ReferenceFault, referenceFaults } from '../domain/references';
import { methodOf } from '../methods';
import { results } from '../results';

export interface ProtocolFile {
  readonly protocol: Protocol;
  readonly source: string;
  readonly folder: string;
  /** `study.yaml:14`: the file and the line of a place in the protocol. */
  at(place: readonly PropertyKey[]): string;
}

/** Reads and checks a study.yaml. The error names file, line, what was expected and what was found, for every fault. */
export function readProtocol(given: string): ProtocolFile {
  const file = existsSync(given) && statSync(given).isDirectory() ? path.join(given, 'study.yaml') : given;
  if (!existsSync(file))
    throw new AssayError(
      'ASSAY_FILE_MISSING',
      `${file}: a protocol was expected, found no such file; \`npx assay init DIR\` writes one`,
    );
  const source = readFileSync(file, 'utf8');
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true });
  const [syntax] = document.errors;
  if (syntax) {
    const position = lines.linePos(syntax.pos[0]);
    throw new AssayError(
      'ASSAY_PROTOCOL_INVALID',
      `${file}:${position.line} YAML was expected: ${syntax.message.split('\n')[0]}`,
    );
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  const parsed = protocolSchema.safeParse(value);
  const lineOf = (where: readonly PropertyKey[]): number => {
    // The nearest node that exists: a missing key is reported where its parent begins.
    for (let length = where.length; length >= 0; length--) {
      const parent = length > 0 ? document.getIn(where.slice(0, length - 1), true) : document.contents;
      if (length > 0 && isMap(parent)) {
        const pair = parent.items.find((item) => String(item.key) === String(where[length - 1]));
        if (pair && isNode(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line;
      }
      const node = length > 0 ? document.getIn(where.slice(0, length), true) : document.contents;
      if (isNode(node) && !isAlias(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const at = (place: readonly PropertyKey[]): string =>
    `${path.relative(process.cwd(), file) || file}:${lineOf(place)}`;
  if (parsed.success) return { protocol: parsed.data, source, folder: path.dirname(path.resolve(file)), at };
  const messages = parsed.error.issues.map((issue) => {
    const where = issue.path;
    return {
      line: lineOf(where),
      text: `${where.map(String).join('.') || 'protocol'}: ${expectedAndFound(issue, value)}`,
    };
  });
  messages.sort((a, b) => a.line - b.line);
  throw new AssayError(
    'ASSAY_PROTOCOL_INVALID',
    messages.map((one) => `${path.relative(process.cwd(), file) || file}:${one.line} ${one.text}`).join('\n'),
  );
}

/** A reference to what is not there, with file, line and place. */
function located({ at }: ProtocolFile, { place, message }: ReferenceFault): string {
  return `${at(place)} ${place.join('.')}: ${message}`;
}

/**
 * The tasks of a protocol's file, and what of it a run would pass over in silence: figures that no task makes. Anything else that is
 * off in the tasks is an error with file and line.
 */
export function planFile(file: ProtocolFile): {
  readonly plan: readonly Task[];
  readonly unknownFigures: readonly string[];
} {
  let plan: readonly Task[];
  try {
    plan = planOf(file.protocol, methodOf);
  } catch (error) {
    if (!(error instanceof AssayError) || !error.place) throw error;
    throw new AssayError(error.code, `${file.at(error.place)} ${error.message}`, error.place);
  }
  const faults = referenceFaults(file.protocol, plan, (method) => results[method]);
  const loud = faults.filter((one) => !one.silent);
  if (loud.length > 0)
    throw new AssayError('ASSAY_PROTOCOL_INVALID', loud.map((one) => located(file, one)).join('\n'), loud[0]!.place);
  return { plan, unknownFigures: faults.map((one) => located(file, one)) };
}
