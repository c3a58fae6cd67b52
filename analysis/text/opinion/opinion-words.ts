/**
 * Words that turn, weaken or oppose an opinion, by language: closed classes of function words as grammars list them, with the
 * spellings without accents and the Latin spellings of Hindi that posts use. Own lists; short on purpose.
 */
export interface OpinionWords {
  /** Turn the word that follows within a few words of the same clause. */
  readonly negations: ReadonlySet<string>;
  /** Turn the word before them as well: verb-final or clause-final negation. */
  readonly negatesBackwards: boolean;
  readonly stronger: ReadonlySet<string>;
  readonly weaker: ReadonlySet<string>;
  /** Begin a clause whose opinion differs from the one before. */
  readonly contrasts: ReadonlySet<string>;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

export const opinionWords: Readonly<Record<string, OpinionWords>> = {
  en: {
    negations: words(
      "not no never nothing nobody none neither nor cannot can't cant don't dont doesn't doesnt didn't didnt isn't isnt aren't arent wasn't wasnt weren't werent won't wont wouldn't couldn't shouldn't hasn't haven't hadn't ain't without hardly barely",
    ),
    negatesBackwards: false,
    stronger: words('very really extremely so too absolutely totally incredibly super'),
    weaker: words('somewhat slightly rather fairly little kinda'),
    contrasts: words('but however although though yet while whereas except despite nevertheless still unfortunately'),
  },
  es: {
    negations: words('no nunca jamás jamas ni nada nadie ningún ningun ninguna tampoco sin'),
    negatesBackwards: false,
    stronger: words('muy mucho tan demasiado super súper bastante totalmente realmente'),
    weaker: words('poco algo casi apenas'),
    contrasts: words('pero aunque sino mientras excepto salvo embargo'),
  },
  fr: {
    negations: words('ne pas jamais rien aucun aucune sans ni guère non'),
    negatesBackwards: false,
    stronger: words('très tres trop vraiment tellement super hyper si totalement'),
    weaker: words('peu assez presque plutôt'),
    contrasts: words('mais cependant pourtant toutefois bien quoique sauf tandis malgré'),
  },
  de: {
    negations: words('nicht nie niemals kein keine keinen keiner keinem keines nichts niemand ohne nix weder'),
    negatesBackwards: false,
    stronger: words('sehr so echt total extrem super richtig zu besonders wirklich'),
    weaker: words('etwas wenig kaum ziemlich fast'),
    contrasts: words('aber jedoch obwohl doch sondern allerdings während trotzdem dennoch außer leider'),
  },
  it: {
    negations: words('non no mai niente nulla nessuno nessuna né senza neanche nemmeno nn'),
    negatesBackwards: false,
    stronger: words('molto troppo davvero così tanto super assolutamente proprio'),
    weaker: words('poco abbastanza quasi piuttosto'),
    contrasts: words('ma però pero tuttavia sebbene anche invece mentre tranne eppure purtroppo'),
  },
  pt: {
    negations: words('não nao nunca jamais nem nada ninguém ninguem nenhum nenhuma sem'),
    negatesBackwards: false,
    stronger: words('muito mto mt tão tao super demais bastante realmente'),
    weaker: words('pouco quase meio apenas'),
    contrasts: words('mas porém porem contudo embora entretanto enquanto exceto infelizmente'),
  },
  hi: {
    negations: words('नहीं नही न मत ना बिना कभी nahi nahin nhi nai na mat bina'),
    negatesBackwards: true,
    stronger: words('बहुत बड़ा काफी इतना bahut bohot bht itna'),
    weaker: words('थोड़ा कम thoda kam'),
    contrasts: words('लेकिन मगर पर किंतु परंतु हालांकि lekin magar par parantu'),
  },
  ar: {
    negations: words('لا لم لن ليس ليست ما غير بدون مش مو موب لست ولا'),
    negatesBackwards: false,
    stronger: words('جدا جداً كثيرا كتير اوي قوي'),
    weaker: words('قليلا قليل شوي شوية تقريبا'),
    contrasts: words('لكن ولكن بس رغم بينما إلا الا غير'),
  },
};
