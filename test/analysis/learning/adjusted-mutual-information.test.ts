import {
  adjustedMutualInformation,
  adjustedRand,
  normalisedMutualInformation,
} from '../../../analysis/learning/partition-agreement';
import { knownCommunities } from '../network/communities/known-communities';

test('NMI, AMI and ARI are scikit-learn’s', () => {
  expect(knownCommunities.agreement.length).toBeGreaterThan(8);
  for (const one of knownCommunities.agreement) {
    expect(Math.abs(normalisedMutualInformation(one.a, one.b) - one.nmi)).toBeLessThan(1e-10);
    expect(Math.abs(adjustedMutualInformation(one.a, one.b) - one.ami)).toBeLessThan(1e-10);
    expect(Math.abs(adjustedRand(one.a, one.b) - one.ari)).toBeLessThan(1e-10);
  }
});
