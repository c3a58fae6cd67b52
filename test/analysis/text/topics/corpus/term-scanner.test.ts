import { termsOf } from '../../../../../analysis/text/tokens';
import { TermScanner } from '../../../../../analysis/text/topics/corpus/term-scanner';

test('terms and their order are those of termsOf; two have one hash where they are one term, and only there', () => {
  const texts = [
    "The Battery @user DIES 😡 https://t.co/x #Fail it's IT’S don't Ｗｉｄｅ wide ÉCOLE école 東京 #ÜBER über 12 a.b@c.de",
    'battery fail 😡 Ünï STRASSE Straße ﬁn fin İstanbul',
  ];
  const hashOf = new Map<string, string>();
  const scanner = new TermScanner();
  for (const text of texts) {
    const found: string[] = [];
    scanner.read(text);
    while (scanner.next()) {
      const term = scanner.term();
      const hash = `${scanner.low} ${scanner.high}`;
      expect(hashOf.get(term) ?? hash).toBe(hash);
      hashOf.set(term, hash);
      found.push(term);
    }
    expect(found).toEqual(termsOf(text));
  }
  expect(new Set(hashOf.values()).size).toBe(hashOf.size);
});
