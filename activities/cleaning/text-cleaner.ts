import type { CleanOptions, Cleaned } from '../../analysis/text/clean';
import { interning } from '../../domain/interned';
import type { AnalysisPool } from '../runner/pool';

/** Cleans texts in threads while more are read. What came of them stands in the order of the texts. */
export class TextCleaner {
  readonly text: string[] = [];
  readonly language: string[] = [];
  readonly confidence: number[] = [];
  /** Number of spans masked, by type. */
  readonly masked: Record<string, number> = {};
  readonly #clean: (texts: readonly (string | null)[]) => Promise<Cleaned>;
  /** Pieces that threads work on or wait for: enough that none is idle, few enough that texts do not heap up. */
  readonly #ahead: number;
  readonly #underWay: Promise<Cleaned>[] = [];
  readonly #same = interning();

  constructor(pool: AnalysisPool, options: CleanOptions, signal: AbortSignal) {
    this.#clean = (texts) => pool.clean({ texts, options }, signal);
    this.#ahead = 2 * pool.threads;
  }

  /** Resolves when more may be given. */
  async take(texts: readonly (string | null)[]): Promise<void> {
    const piece = this.#clean(texts);
    // Thrown where it is waited for, which may be much later.
    piece.catch(() => {});
    this.#underWay.push(piece);
    if (this.#underWay.length > this.#ahead) await this.#keepFirst();
  }

  /** Resolves when all that was given is clean. */
  async finish(): Promise<void> {
    while (this.#underWay.length > 0) await this.#keepFirst();
  }

  async #keepFirst(): Promise<void> {
    const { text, language, confidence, masked } = await this.#underWay.shift()!;
    for (let i = 0; i < text.length; i++) {
      this.text.push(text[i]!);
      this.language.push(this.#same(language[i]!));
      this.confidence.push(confidence[i]!);
    }
    for (const [type, count] of Object.entries(masked)) this.masked[type] = (this.masked[type] ?? 0) + count;
  }
}
