import type { z } from 'zod';
import type { Artefact, ArtefactKind } from './artefact';
import type { Step } from './steps';

/**
 * Posts as columns, in snapshot order: what a method sees of a shard or of a whole snapshot.
 * Nothing here identifies anyone; who wrote what stands in the `people` artefact.
 */
export interface Posts {
  readonly count: number;
  /** Cleaned and masked; `''` where the post has no text. */
  readonly text: readonly string[];
  /** Milliseconds since 1970, UTC; NaN where unknown. */
  readonly time: Float64Array;
  readonly platform: readonly string[];
  /** BCP 47 primary tag, `und` where unsure. */
  readonly language: readonly string[];
  readonly kind: readonly string[];
  readonly attributes: Readonly<Record<string, readonly (string | null)[]>>;
  /** NaN where there is no observation: missing is not zero. */
  readonly counts: Readonly<Record<string, Float64Array>>;
}

/** Seeded randomness, passed in so that the same seed gives the same bytes. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** A whole number in [0, bound). */
  below(bound: number): number;
  /** Standard normal. */
  normal(): number;
  /** An independent stream, named. */
  fork(name: string): Random;
  /** Shuffles in place, Fisher–Yates. */
  shuffle<T extends { length: number; [index: number]: unknown }>(list: T): T;
}

export interface MethodContext {
  readonly random: Random;
  /** Tells how far the work is, 0 to 1. */
  progress(fraction: number): void;
  /** Gaps of the collection, so that an outage is not read as a drop. */
  readonly gaps: readonly Gap[];
}

export interface Gap {
  readonly source: string;
  readonly platform: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

export type InputKind = 'posts' | ArtefactKind;

export type Inputs<I extends Readonly<Record<string, InputKind>>> = {
  readonly [K in keyof I]: I[K] extends 'posts' ? Posts : Artefact;
} & { readonly others?: Readonly<Record<string, Artefact>> };

/**
 * One analysis, as a record. The protocol's schema, the reference page, the report's section, the questions of the
 * impact assessment, lineage and caching all follow from it.
 */
export interface Method<
  P extends z.ZodType = z.ZodType,
  I extends Readonly<Record<string, InputKind>> = Readonly<Record<string, InputKind>>,
> extends MethodRecord<P, I> {
  run(inputs: Inputs<I>, parameters: z.output<P>, context: MethodContext): Artefact | Promise<Artefact>;
}

/**
 * Work that worker threads can share. The number of parts follows from the parameters alone, never from the threads, so that the same
 * bytes come out on any machine. Each part gets all inputs and a random stream of its own.
 */
export interface Parts<P extends z.ZodType, I extends Readonly<Record<string, InputKind>>, S = unknown> {
  count(parameters: z.output<P>): number;
  /** Whether the work is so little that starting threads would cost more: then it is done where it is, part by part. */
  light?(inputs: Inputs<I>, parameters: z.output<P>): boolean;
  /** What every part starts from, made once in each thread: the rows of a graph, for one. */
  prepare?(inputs: Inputs<I>, parameters: z.output<P>): S;
  run(
    inputs: Inputs<I>,
    parameters: z.output<P>,
    part: number,
    context: PartContext,
    prepared: S,
  ): Artefact | Promise<Artefact>;
  /** The parts, in order, as one result. */
  join(
    parts: readonly Artefact[],
    inputs: Inputs<I>,
    parameters: z.output<P>,
    context: MethodContext,
  ): Artefact | Promise<Artefact>;
}

/** What a method file states; `defineMethod` completes it. */
export interface MethodRecord<
  P extends z.ZodType = z.ZodType,
  I extends Readonly<Record<string, InputKind>> = Readonly<Record<string, InputKind>>,
> {
  readonly id: string;
  /** Raised whenever the same inputs may give other bytes. */
  readonly version: number;
  readonly step: Step;
  readonly title: string;
  /** What it tells you, and when not to use it. */
  readonly description: string;
  readonly references: readonly string[];
  readonly parameters: P;
  readonly inputs: I;
  /** Inputs that may be left out. */
  readonly optional?: readonly (keyof I & string)[];
  /** Takes further inputs of this kind, named by the tasks that make them. */
  readonly others?: ArtefactKind;
  readonly output: ArtefactKind;
  /** Scores or singles out single people: the impact assessment must cover profiling. */
  readonly individuals: boolean;
  /** Works post by post: the runner gives it one shard at a time, and adds up the counts of their summaries. */
  readonly perPost?: boolean;
  /** Each edge of a timed graph is an event: edges that stand several times in a file are kept. */
  readonly events?: boolean;
  /** Writes the names of nodes: outside a study `about.names` of its graph holds those of the file. */
  readonly names?: boolean;
  /** Posts that one thread should get at least, on a file: many where a post costs less than handing it over. */
  readonly chunk?: number;
  /** Also works on posts without text, such as rows of codes: a file needs no column of text. */
  readonly textless?: boolean;
  /** Uses randomness: the seed is part of the artefact's key. */
  readonly seeded?: boolean;
  /**
   * Optional inputs that outside a study come from a file, named by a setting of the same name (`--set train=FILE`): posts, or a label
   * for each node. In a study posts named here are never filled in by the plan.
   */
  readonly files?: { readonly [K in keyof I & string]?: 'posts' | 'node-labels' };
  /** Parameters that hold nodes by number; outside a study they are given by the names of the file. */
  readonly nodes?: readonly string[];
  readonly parts?: Parts<P, I>;
}

export interface PartContext extends MethodContext {
  /** The stream of the whole method, in the same state for every part: for what all parts must draw alike. */
  readonly common: Random;
}

/** The random streams of one part: the same whether the parts run one after the other or side by side. */
export function partContext(context: MethodContext, part: number, progress: (fraction: number) => void): PartContext {
  return { ...context, random: context.random.fork(`part ${part}`), common: context.random.fork('common'), progress };
}

type Runs<P extends z.ZodType, I extends Readonly<Record<string, InputKind>>, S> =
  | Pick<Method<P, I>, 'run'>
  | { readonly parts: Parts<P, I, S> };

/**
 * Keeps the types of parameters and inputs inside one record while the catalogue holds them all. A method in parts needs no `run` of its
 * own: one after the other, its parts give the same result.
 */
export function defineMethod<P extends z.ZodType, const I extends Readonly<Record<string, InputKind>>, S>(
  record: Omit<MethodRecord<P, I>, 'parts'> & Runs<P, I, S>,
): Method {
  const parts = 'parts' in record ? record.parts : undefined;
  if (!parts) return record as unknown as Method;
  const run: Method<P, I>['run'] = async (inputs, parameters, context) => {
    const count = parts.count(parameters);
    const prepared = parts.prepare?.(inputs, parameters) as S;
    const done: Artefact[] = [];
    for (let part = 0; part < count; part++) {
      const own = partContext(context, part, (fraction) => context.progress((part + fraction) / count));
      done.push(await parts.run(inputs, parameters, part, own, prepared));
    }
    return parts.join(done, inputs, parameters, context);
  };
  return { ...record, run } as unknown as Method;
}
