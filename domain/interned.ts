/** A string that stands alone: one that was cut out of a longer one keeps all of that in memory. */
export function alone(text: string): string {
  return Buffer.from(text).toString();
}

/** Gives one string for all that are equal. Strings must be valid Unicode. */
export function interning(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let one = known.get(text);
    if (one === undefined) known.set((one = alone(text)), one);
    return one;
  };
}
