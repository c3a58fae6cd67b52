import { type Artefact, numbers, strings } from '../../../domain/artefact';

/** The rows of an `interactions` artefact, by column. */
export interface InteractionRows {
  readonly count: number;
  /** Place of the post, −1 where it is not among the posts (a repost left out in cleaning). */
  readonly post: ArrayLike<number>;
  /** Ordinal of the author, −1 where unknown. */
  readonly source: ArrayLike<number>;
  readonly target: ArrayLike<number>;
  /** Milliseconds since 1970, NaN where unknown. */
  readonly time: ArrayLike<number>;
  readonly kind: readonly (string | null)[];
  /** Hashtag, link, or a name for a post outside the data that is referred to. */
  readonly tag: readonly (string | null)[];
  /** Place of the post referred to, −1 where it is not there; all −1 where the data does not say. */
  readonly reference: ArrayLike<number>;
}

export function interactionRows(artefact: Artefact): InteractionRows {
  const kind = strings(artefact, 'kind');
  return {
    count: kind.length,
    post: numbers(artefact, 'post'),
    source: numbers(artefact, 'source'),
    target: numbers(artefact, 'target'),
    time: numbers(artefact, 'time'),
    kind,
    tag: strings(artefact, 'tag'),
    reference:
      artefact.columns.reference === undefined ? new Int32Array(kind.length).fill(-1) : numbers(artefact, 'reference'),
  };
}

/** What a row passes on: a tag or link by its name, a repost or quote by the post that it refers to; undefined where it passes on nothing. */
export function itemOf(rows: InteractionRows, row: number): string | undefined {
  const kind = rows.kind[row]!;
  const tag = rows.tag[row];
  if (kind === 'hashtag' || kind === 'url') return tag ?? undefined;
  if (kind !== 'repost' && kind !== 'quote' && kind !== 'reply') return undefined;
  return rows.reference[row]! >= 0 ? `post:${rows.reference[row]}` : (tag ?? undefined);
}
