/** Parameters that say where a reader came from, not what is read. */
const tracking = /^(?:utm_\w+|fbclid|gclid|igshid|mc_cid|mc_eid|ref_src)$/i;

/** Looked for at the first of a run only: at each of them the cost would be the square of the length. */
const closingSlashes = /(?<!\/)\/+$/;

/**
 * A link in one spelling, so that two shares of a page are seen as such: without scheme, `www.`, fragment, tracking parameters and
 * trailing slash; host in lower case. Shorteners are not resolved: that would need a network.
 *
 * @example
 * canonicalUrl('https://www.Example.org/a/?utm_source=x#top') // 'example.org/a'
 */
export function canonicalUrl(url: string): string {
  const bare = url.replace(/^[a-z]+:\/\//i, '').replace(/^www\./i, '');
  const hash = bare.indexOf('#');
  const whole = hash < 0 ? bare : bare.slice(0, hash);
  const question = whole.indexOf('?');
  const address = question < 0 ? whole : whole.slice(0, question);
  const slash = address.indexOf('/');
  const host = (slash < 0 ? address : address.slice(0, slash)).toLowerCase();
  const page = (slash < 0 ? '' : address.slice(slash)).replace(closingSlashes, '');
  const kept =
    question < 0
      ? []
      : whole
          .slice(question + 1)
          .split('&')
          .filter((one) => one !== '' && !tracking.test(one.split('=')[0]!));
  return `${host}${page}${kept.length > 0 ? `?${kept.join('&')}` : ''}`;
}
