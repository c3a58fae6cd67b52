import type { CorpusEdge, CorpusPost } from '../../db/corpus';
import type { Artefact } from '../../domain/artefact';
import { Ordinals } from '../../domain/ordinals';

/** Raised when the same corpus gives other interactions. */
export const interactionsVersion = 3;
/** Hashtags and domains of fewer people are not kept in artefacts: a rare one can point at someone. */
export const rarePeople = 3;

/**
 * Gathers who replied to, mentioned, reposted or quoted whom and who used which hashtag or link, post by post. People are numbers;
 * no name, link or identifier of a platform reaches the artefact.
 */
export class Interactions {
  readonly #people: Ordinals;
  readonly #post: number[] = [];
  readonly #source: number[] = [];
  readonly #target: number[] = [];
  readonly #time: number[] = [];
  readonly #kind: CorpusEdge['kind'][] = [];
  readonly #tag: (string | null)[] = [];
  /** The post that is replied to, reposted or quoted, as the platform names it. */
  readonly #refers: (string | null)[] = [];

  /** `people` numbers the people of the snapshot, and of this. */
  constructor(people: Ordinals) {
    this.#people = people;
  }

  get count(): number {
    return this.#kind.length;
  }

  /** The edges of one post; `place` is its place in the snapshot, −1 where it is not in it. */
  add(row: CorpusPost, place: number, edges: readonly CorpusEdge[]): void {
    const person = (subject: string | null): number => (subject === null ? -1 : this.#people.of(subject));
    const source = person(row.subject);
    for (const edge of edges) {
      this.#post.push(place);
      this.#source.push(source);
      this.#kind.push(edge.kind);
      this.#target.push(person(edge.target));
      this.#tag.push(edge.kind === 'hashtag' || edge.kind === 'url' ? edge.value : null);
      this.#time.push(row.time ?? Number.NaN);
      this.#refers.push(edge.targetNativeId === null ? null : `${row.platform} ${edge.targetNativeId}`);
    }
  }

  /** `placeOf` finds a post of the snapshot by `platform native-id`. */
  artefact(placeOf: ReadonlyMap<string, number>): Artefact {
    const tag = this.#commonTags();
    // A post outside the corpus gets a number of its own, so that its reposts are seen to belong together; an artefact names none.
    const missing = new Ordinals();
    const reference = Int32Array.from(this.#refers, (name, e) => {
      const place = name === null ? undefined : placeOf.get(name);
      if (name === null || place !== undefined) return place ?? -1;
      tag[e] = `missing:${missing.of(name)}`;
      return -1;
    });
    return {
      kind: 'interactions',
      columns: {
        post: Int32Array.from(this.#post),
        source: Int32Array.from(this.#source),
        target: Int32Array.from(this.#target),
        time: Float64Array.from(this.#time),
        kind: this.#kind,
        tag,
        reference,
      },
      about: { people: this.#people.size },
    };
  }

  /**
   * Tags as artefacts hold them: a hashtag of few people is left out; of a link the page is a number, counted in the order of the posts,
   * after its host, or after `link` where few people share that host.
   */
  #commonTags(): (string | null)[] {
    const isLink = (e: number): boolean => this.#kind[e] === 'url';
    const shown = this.#tag.map((tag, e) => (isLink(e) ? tag!.split('/')[0]! : tag));
    const users = new Map<string, Set<number>>();
    shown.forEach((name, e) => {
      if (name === null) return;
      const set = users.get(name);
      if (set) set.add(this.#source[e]!);
      else users.set(name, new Set([this.#source[e]!]));
    });
    const pages = new Ordinals();
    return this.#tag.map((tag, e) => {
      if (tag === null) return null;
      const name = users.get(shown[e]!)!.size < rarePeople ? null : shown[e]!;
      return isLink(e) ? `${name ?? 'link'}/${pages.of(tag) + 1}` : name;
    });
  }
}
