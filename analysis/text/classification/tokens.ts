/**
 * What a classifier reads: words, hashtags without `#`, numbers (long ones alike), emoji, emoticons and runs of punctuation, since how a
 * post is said is part of what it says. `@` stands for any mention and `http` for any address: who and where must not be learned.
 * One linear pass; no alternative can backtrack into another.
 */
const pattern =
  /(https?:\/\/\S+|www\.\S+)|([@＠][\p{L}\p{N}_]+)|((?:[:;=8xX][-o^']?[)\]([dDpP/\\|*3]|<3|[)(][-o^']?[:;=])(?![\p{L}\p{N}]))|[#＃]([\p{L}\p{M}\p{N}_]+)|([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}\p{N}]+)*)|(\p{N}+(?:[.,:]\p{N}+)*)|(\p{Extended_Pictographic}|\p{Regional_Indicator}{2})|([!?]{1,200}|\.{2,200}|…|[.,;:"&%$])/gu;

const plainWord = /^[a-z']*$/;
const elongated = /(\p{L})\1{2,}/gu;

/** A word as it is counted: case and width folded, letters repeated three times and more twice. */
function fold(word: string): string {
  const lower = word.toLowerCase();
  const even = plainWord.test(lower) ? lower : lower.normalize('NFKC').replaceAll('’', "'");
  return even.length < 3 ? even : even.replace(elongated, '$1$1');
}

export interface ClassifierTokens {
  readonly terms: string[];
  /** UTF-16 offset of each term. */
  readonly starts: number[];
  readonly ends: number[];
}

/**
 * The terms of a post with their places. O(length).
 *
 * @example
 * classifierTokens('Sooo late @user :( #fail!!! https://t.co/x').terms // ['soo', 'late', '@', ':(', 'fail', '!!', 'http']
 */
export function classifierTokens(text: string): ClassifierTokens {
  const terms: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [whole, url, mention, emoticon, hashtag, word, number, emoji] = found;
    let term: string;
    if (word !== undefined) term = fold(word);
    else if (url !== undefined) term = 'http';
    else if (mention !== undefined) term = '@';
    else if (hashtag !== undefined) term = fold(hashtag);
    else if (number !== undefined) term = number.length > 4 ? '0000' : number;
    else if (emoticon !== undefined || emoji !== undefined) term = whole;
    else term = whole.length > 1 ? whole[0]! + whole[0]! : whole;
    terms.push(term);
    starts.push(found.index);
    ends.push(found.index + whole.length);
  }
  return { terms, starts, ends };
}
