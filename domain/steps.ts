/** The seven steps of social media data mining, in order. */
export const steps = [
  'objectives',
  'collection',
  'cleaning',
  'features',
  'modelling',
  'validation',
  'deployment',
] as const;

export type Step = (typeof steps)[number];
