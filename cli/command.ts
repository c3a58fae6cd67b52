import { AssayError } from '../domain/errors';

export const exitCodes = { done: 0, failed: 1, usage: 2, waiting: 3, unverified: 4 } as const;

export interface Option {
  readonly meaning: string;
  /** Takes a value of this name; a flag without one. */
  readonly value?: string;
  readonly multiple?: boolean;
}

export interface Invocation {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly json: boolean;
  /** Progress: to stderr, and only to a terminal or where no JSON is asked for. */
  say(message: string): void;
}

/** What a command leaves: text for people, a value for programs, an exit code. */
export interface Outcome {
  readonly text: string;
  readonly value: unknown;
  /** What is printed instead of `text` and `value`, where it may be too long for one string. */
  readonly pieces?: () => Iterable<string>;
  readonly code?: number;
}

export interface Command {
  readonly name: string;
  /** Words after the name, for the help. */
  readonly words: string;
  readonly meaning: string;
  readonly options: Readonly<Record<string, Option>>;
  run(invocation: Invocation): Promise<Outcome>;
}

export function option(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name];
  return typeof value === 'string' ? value : undefined;
}

export function requireWord(invocation: Invocation, at: number, what: string): string {
  const word = invocation.words[at];
  if (word === undefined) throw new AssayError('ASSAY_USAGE', `${what} was expected, found nothing`);
  return word;
}
