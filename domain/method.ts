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
  /** Works post by post: the runner gives it one shard at a time. */
  readonly perPost?: boolean;
  /** Uses randomness: the seed is part of the artefact's key. */
  readonly seeded?: boolean;
  run(inputs: Inputs<I>, parameters: z.output<P>, context: MethodContext): Artefact | Promise<Artefact>;
}

/** Keeps the types of parameters and inputs inside one record while the catalogue holds them all. */
export function defineMethod<P extends z.ZodType, const I extends Readonly<Record<string, InputKind>>>(
  method: Method<P, I>,
): Method {
  return method as unknown as Method;
}
