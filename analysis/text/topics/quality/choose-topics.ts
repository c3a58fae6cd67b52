/** How one number of topics fared; what could not be measured is null. */
export interface Trial {
  readonly topics: number;
  readonly notEnoughData?: boolean;
  /** Topics that are the strongest of no post: above 0 there are not so many topics as the number says. */
  readonly withoutPosts?: number;
  readonly npmi?: number | null;
  readonly npmiHeldOut?: number | null;
  readonly heldOutLogLikelihood?: number | null;
  readonly stability?: number | null;
}

/** Whether a trial cannot be chosen. */
export function isOut({ notEnoughData, withoutPosts }: Trial): boolean {
  return notEnoughData === true || (withoutPosts ?? 0) > 0;
}

/**
 * Place of the number of topics with the best mean rank over held-out likelihood, coherence (on held-out posts where there are any)
 * and stability: three views that none of the others replaces. Ties go to fewer topics. Trials that are out are no one's rivals; where
 * all are, the first.
 */
export function choose(trials: readonly Trial[]): number {
  const measures: ((trial: Trial) => number | null | undefined)[] = [
    (trial) => trial.heldOutLogLikelihood,
    (trial) => trial.npmiHeldOut ?? trial.npmi,
    (trial) => trial.stability,
  ];
  const ranks = trials.map((trial) => {
    if (isOut(trial)) return Number.POSITIVE_INFINITY;
    let sum = 0;
    for (const measure of measures) {
      const own = measure(trial);
      if (own === null || own === undefined) continue;
      // Half for those that are as good: ranks do not depend on the order of the list.
      for (const other of trials) {
        const value = measure(other);
        if (value === null || value === undefined || isOut(other)) continue;
        sum += value > own ? 1 : value === own ? 0.5 : 0;
      }
    }
    return sum;
  });
  return ranks.reduce((best, rank, i) => (rank < ranks[best]! ? i : best), 0);
}
