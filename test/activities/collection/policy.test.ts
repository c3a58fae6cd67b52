import { describe, expect, test } from '@jest/globals';
import { policyDecision } from '../../../activities/collection/policy';
import type { Source } from '../../../domain/protocol';

const now = new Date('2026-05-01T12:00:00Z');
const source = (policy?: object): Source => ({ id: 'forum', ...(policy ? { policy } : {}) }) as unknown as Source;
const decide = (policy?: object): string => policyDecision(source(policy), 'study', 2, now);

describe('the decision on a platform’s terms', () => {
  test('that approves and is in force is named by study, source and version', () => {
    expect(decide({ decision: 'approved', expires: '2026-05-02' })).toBe('study/forum/2');
  });

  test('that is missing, refused or expired stops the collection and says so', () => {
    expect(() => decide()).toThrow('expected under policy, found none');
    expect(() => decide({ decision: 'refused', expires: '2027-01-01' })).toThrow('found "refused"');
    expect(() => decide({ decision: 'approved', expires: '2026-04-30' })).toThrow('one that expired on 2026-04-30');
  });
});
