export type CommunityEvent = 'birth' | 'continuity' | 'growth' | 'contraction' | 'merge' | 'split' | 'death';

/** One community of one slice on its timeline; a death stands in the slice from which on it is missing. */
export interface TimelineStep {
  readonly slice: number;
  /** Place in its slice; −1 for a death. */
  readonly community: number;
  readonly timeline: number;
  readonly size: number;
  readonly event: CommunityEvent;
  /** Overlap with the community that it continues or came from; NaN for a birth and a death. */
  readonly jaccard: number;
  readonly before: number;
  /** Timelines that ended in it, or that it left. */
  readonly related: readonly number[];
}

export interface MatchingOptions {
  /** Least Jaccard overlap to be the same community. */
  readonly threshold: number;
  /** Slices that a community may be missing before it has died. */
  readonly patience: number;
  /** Relative change in size that counts as growth or contraction. */
  readonly change: number;
}

interface Front {
  readonly timeline: number;
  readonly members: readonly number[];
  readonly seen: number;
}

interface Match {
  readonly front: number;
  readonly community: number;
  readonly jaccard: number;
}

function matches(fronts: readonly Front[], communities: readonly (readonly number[])[], threshold: number): Match[] {
  const place = new Map<number, number>();
  communities.forEach((members, c) => {
    for (const v of members) place.set(v, c);
  });
  const found: Match[] = [];
  fronts.forEach((front, f) => {
    const shared = new Map<number, number>();
    for (const v of front.members) {
      const c = place.get(v);
      if (c !== undefined) shared.set(c, (shared.get(c) ?? 0) + 1);
    }
    for (const [community, both] of shared) {
      const jaccard = both / (front.members.length + communities[community]!.length - both);
      if (jaccard >= threshold) found.push({ front: f, community, jaccard });
    }
  });
  return found.sort((a, b) => b.jaccard - a.jaccard || a.front - b.front || a.community - b.community);
}

/**
 * The communities of each slice as timelines: a community continues the timeline whose latest community it overlaps most. One that
 * overlaps a timeline which another continues has split off; a timeline that overlaps a community which continues another has merged
 * into it. O(slices · (nodes + overlaps)). Greene, Doyle & Cunningham 2010, doi:10.1109/ASONAM.2010.17.
 */
export function timelines(
  slices: readonly (readonly (readonly number[])[])[],
  options: MatchingOptions,
): TimelineStep[] {
  let fronts: Front[] = [];
  let born = 0;
  const steps: TimelineStep[] = [];
  const die = (front: Front): void => {
    steps.push({
      slice: front.seen + 1,
      community: -1,
      timeline: front.timeline,
      size: 0,
      event: 'death',
      jaccard: Number.NaN,
      before: front.members.length,
      related: [],
    });
  };
  slices.forEach((communities, slice) => {
    const found = matches(fronts, communities, options.threshold);
    const continuing = new Map<number, Match>();
    const continued = new Map<number, Match>();
    for (const match of found) {
      if (continuing.has(match.community) || continued.has(match.front)) continue;
      continuing.set(match.community, match);
      continued.set(match.front, match);
    }
    const absorbed = new Map<number, number[]>();
    const gone = new Set<number>();
    const origin = new Map<number, Match>();
    for (const match of found) {
      if (!continued.has(match.front) && !gone.has(match.front)) {
        gone.add(match.front);
        absorbed.set(match.community, [...(absorbed.get(match.community) ?? []), fronts[match.front]!.timeline]);
      }
      if (!continuing.has(match.community) && !origin.has(match.community)) origin.set(match.community, match);
    }
    const next: Front[] = [];
    communities.forEach((members, community) => {
      const match = continuing.get(community) ?? origin.get(community);
      const before = match && fronts[match.front]!;
      const timeline = continuing.has(community) ? before!.timeline : born++;
      const related = continuing.has(community) ? (absorbed.get(community) ?? []) : before ? [before.timeline] : [];
      let event: CommunityEvent = 'birth';
      if (continuing.has(community)) {
        const growth = members.length / before!.members.length - 1;
        event = growth > options.change ? 'growth' : growth < -options.change ? 'contraction' : 'continuity';
        if (related.length > 0) event = 'merge';
      } else if (before) event = 'split';
      steps.push({
        slice,
        community,
        timeline,
        size: members.length,
        event,
        jaccard: match?.jaccard ?? Number.NaN,
        before: before?.members.length ?? Number.NaN,
        related,
      });
      next.push({ timeline, members, seen: slice });
    });
    fronts.forEach((front, f) => {
      if (continued.has(f) || gone.has(f)) return;
      if (slice - front.seen > options.patience) die(front);
      else next.push(front);
    });
    fronts = next;
  });
  return steps.sort((a, b) => a.slice - b.slice || a.timeline - b.timeline);
}
