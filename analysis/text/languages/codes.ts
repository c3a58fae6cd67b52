/**
 * Wikipedia's codes, which fastText answers with, as ISO 639: members of a macrolanguage that has an ISO 639-1 code take that code,
 * invalid or retired codes the valid one.
 */
const isoCodes: Readonly<Record<string, string>> = {
  als: 'gsw',
  arz: 'ar',
  bh: 'bho',
  ckb: 'ku',
  eml: 'egl',
  wuu: 'zh',
  yue: 'zh',
};

export function isoCode(label: string): string {
  return isoCodes[label] ?? label;
}
