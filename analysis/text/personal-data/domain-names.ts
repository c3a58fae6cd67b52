/** Generic top-level domains that posts carry (IANA root zone, the frequent ones); any two letters may be a country's. */
const generic = new Set(
  `com org net edu gov mil int info biz name pro app dev io ai me tv co xyz online site store shop club blog news live tech space
  website cloud agency digital email social media page link wiki world today life group network design studio art photo video games game
  fun work jobs company center systems services solutions support health care school academy university church love money finance bank
  insurance travel hotel restaurant pizza coffee bar beer wine fashion style beauty fitness yoga run football team fans family baby pet dog
  museum aero coop mobi tel travel asia cat eus gal top vip icu buzz cyou example test invalid localhost local onion bsky africa london
  berlin paris nyc tokyo moscow wien hamburg koeln`
    .split(/\s+/)
    .concat('امارات', 'السعودية', 'مصر', 'भारत', 'рф'),
);
/** Country codes that are everyday words: a sentence without a space after its full stop ends in them. */
const words = new Set(
  'is it in so to no at be my us am as do he me we or an by go if of on up la le de al se te un es il lo da di du'.split(
    ' ',
  ),
);

export function isTopLevel(label: string): boolean {
  const low = label.toLowerCase();
  return /^[a-z]{2}$/.test(low) || generic.has(low);
}

/** Whether a bare name such as `example.org` may be taken for a domain without anything else that says so. */
export function isSureTopLevel(label: string): boolean {
  const low = label.toLowerCase();
  return isTopLevel(low) && !words.has(low);
}
