import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isAlias, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AssayError } from '../domain/errors';
import { type Protocol, protocolSchema } from '../domain/protocol';

export interface ProtocolFile {
  readonly protocol: Protocol;
  readonly source: string;
  readonly folder: string;
}

/** The value that stands at a path, as short text: protocols hold no posts, so quoting them is safe. */
function foundText(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (here, key) =>
      typeof here === 'object' && here !== null ? (here as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'unrecognized_keys')
    return `no other keys than the known ones, found ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  if (issue.code === 'invalid_type') return `${issue.expected}`;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_format' && issue.message) return issue.message.replace(/^Invalid .*$/, 'another form');
  if (issue.code === 'invalid_union') return 'one of the forms that the reference lists';
  return issue.message;
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
  if (parsed.success) return { protocol: parsed.data, source, folder: path.dirname(path.resolve(file)) };

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
  const messages = parsed.error.issues.map((issue) => {
    const where = issue.path;
    const expected = expectation(issue);
    const found = /, found /.test(expected) ? '' : `, found ${foundText(at(value, where))}`;
    return { line: lineOf(where), text: `${where.map(String).join('.') || 'protocol'}: ${expected}${found}` };
  });
  messages.sort((a, b) => a.line - b.line);
  throw new AssayError(
    'ASSAY_PROTOCOL_INVALID',
    messages.map((one) => `${path.relative(process.cwd(), file) || file}:${one.line} ${one.text}`).join('\n'),
  );
}
