import type { Artefact } from '../../domain/artefact';
import type { Gap, Method, MethodContext, Posts } from '../../domain/method';
import { Xoshiro128 } from '../../analysis/statistics/random';

/** Posts from the parts that a test is about; the rest is English, from one platform, without time. */
export function postsOf(parts: Partial<Omit<Posts, 'count'>> & { readonly count: number }): Posts {
  const { count } = parts;
  const all = (value: string): string[] => new Array<string>(count).fill(value);
  return {
    text: all(''),
    time: new Float64Array(count).fill(Number.NaN),
    platform: all('twitter'),
    language: all('en'),
    kind: all('post'),
    attributes: {},
    counts: {},
    ...parts,
  };
}

export function peopleOf(author: readonly number[]): Artefact {
  return { kind: 'people', columns: { author: Int32Array.from(author) }, about: {} };
}

export function contextOf(seed = 1, gaps: readonly Gap[] = []): MethodContext {
  return { random: new Xoshiro128(seed), progress: () => {}, gaps };
}

/** Runs a method as the runner does: parameters go through its schema first, so that defaults apply. */
export async function runMethod(
  method: Method,
  inputs: Readonly<Record<string, unknown>>,
  parameters: object = {},
  context: MethodContext = contextOf(),
): Promise<Artefact> {
  return method.run(inputs as never, method.parameters.parse(parameters), context);
}

/** An artefact's `about` with the shape that the test expects. */
export function aboutOf<T>(artefact: Artefact): T {
  return artefact.about as unknown as T;
}
