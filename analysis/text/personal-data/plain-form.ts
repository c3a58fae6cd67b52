/** A text as a program would have typed it, with the way back to the places of the original. */
export interface PlainForm {
  readonly text: string;
  /** Place in the original of each UTF-16 unit, and the original's length behind the last; undefined where nothing moved. */
  readonly places: Uint32Array | undefined;
}

const odd =
  /[\u00a0\u00ad\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u180e\u2000-\u200f\u2010-\u2012\u2024\u2028-\u202f\u205f-\u206f\u2212\u3000\u3002\ufe52\ufe6b\ufeff\uff01-\uff5e\uff61]|\u034f|\ufe0f|\ud835[\udfce-\udfff]/;

const digitBlocks = [0x0660, 0x06f0, 0x0966];

/** The plain character of a unit: -1 where it is invisible and goes, the unit itself where it stays. */
function plainUnit(unit: number): number {
  if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0;
  for (const zero of digitBlocks) if (unit >= zero && unit <= zero + 9) return unit - zero + 48;
  if (unit === 0xad || unit === 0x034f || unit === 0x180e || unit === 0xfeff || unit === 0xfe0f) return -1;
  if (unit >= 0x200b && unit <= 0x200f) return -1;
  if ((unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2060 && unit <= 0x206f)) return -1;
  if (unit >= 0x2010 && unit <= 0x2012) return 45;
  if (unit === 0x2212) return 45;
  if (unit === 0xfe6b) return 64;
  if (unit === 0x2024 || unit === 0x3002 || unit === 0xfe52 || unit === 0xff61) return 46;
  if (unit === 0xa0 || unit === 0x3000 || unit === 0x205f || (unit >= 0x2000 && unit <= 0x200a)) return 32;
  if (unit === 0x202f || unit === 0x2028 || unit === 0x2029) return 32;
  return unit;
}

/**
 * Digits of other scripts and full-width forms as ASCII, odd spaces, hyphens and full stops made plain, invisible characters gone. O(length).
 *
 * @example
 * plainForm('ada＠example．org').text // 'ada@example.org'
 */
export function plainForm(text: string): PlainForm {
  if (!odd.test(text)) return { text, places: undefined };
  const units = new Uint16Array(text.length);
  const places = new Uint32Array(text.length + 1);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let plain = plainUnit(unit);
    if (unit === 0xd835) {
      // Mathematical digits, as people write to slip past filters.
      const low = text.charCodeAt(i + 1);
      if (low >= 0xdfce && low <= 0xdfff) plain = 48 + ((low - 0xdfce) % 10);
    }
    if (plain >= 0) {
      units[length] = plain;
      places[length++] = i;
    }
    if (unit === 0xd835 && plain < 58) i++;
  }
  places[length] = text.length;
  const pieces: string[] = [];
  for (let i = 0; i < length; i += 8192)
    pieces.push(String.fromCharCode(...units.subarray(i, Math.min(length, i + 8192))));
  return { text: pieces.join(''), places: places.subarray(0, length + 1) };
}
