/**
 * The commonest words of praise and blame, which AFINN's translation lacks (*bon*, *ottimo*, *رائعة*) or gets wrong (*भयानक*, terrible, as
 * praise), and entries of it that are no opinion (*plus*, more; *plutôt*). Own lists: words that reviews and posts use whatever they are
 * about, looked for among those that the training parts of `bench/aspects.ts` and of the labelled tweets showed missing or misread.
 */
export interface EvaluativeWords {
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  /** Entries of the translated list to leave out. */
  readonly neither: readonly string[];
}

/** Comma between entries, since some are of several words. */
function entries(list: string): readonly string[] {
  return list.trim().split(/\s*,\s*/u);
}

/** Each with the endings of attributive use and of comparison. */
function german(list: string): readonly string[] {
  return entries(list).flatMap((word) => ['', 'e', 'er', 'es', 'en', 'em'].map((ending) => word + ending));
}

/** Each with ta marbuta, adverbial alef and the plural, and the conjunction و before any of them. */
function arabic(list: string): readonly string[] {
  return entries(list).flatMap((word) =>
    ['', 'و'].flatMap((before) => ['', 'ة', 'ا', 'ين', 'ون'].map((ending) => before + word + ending)),
  );
}

export const evaluativeWords: Readonly<Record<string, EvaluativeWords>> = {
  es: {
    positive: entries(
      'bueno, buen, bien, muy bien, inmejorable, acogedor, atento, amable, recomiendo, recomendable, recomendado, impecable, rico, riquísimo, delicioso, exquisito, sabroso, encanta, encantó, encantado, me gusta, me gustó, me encanta, me encantó, feliz, mejor, agradable, perfecto, estupendo, genial, fantástico, maravilloso, magnífico, espectacular, precioso, bonito, cómodo, limpio, vale la pena, merece la pena, sin duda, buenísimo, eficiente, profesional',
    ),
    negative: entries(
      'malo, mal, mala, peor, pésimo, horrible, fatal, caro, carísimo, lento, sucio, ruidoso, decepcionante, decepción, decepcionado, decepcionó, defectuoso, roto, no vale la pena, no merece la pena, no recomiendo, poco recomendable, insípido, soso, frío, asco, vergüenza, desastre, maleducado, mediocre, deficiente',
    ),
    neither: entries('sí, mejorar, demasiado, único, como, más, pena, duda, solo, tiempo, claro, salir, pasado, ojalá'),
  },
  fr: {
    positive: entries(
      'bon, bons, bonne, bien, très bien, très bon, meilleur, mieux, excellent, parfait, agréable, délicieux, savoureux, sympa, sympathique, gentil, accueillant, chaleureux, serviable, superbe, super, génial, top, magnifique, beau, belle, propre, pratique, copieux, recommande, conseille, ravi, adore, aime, content, satisfait, régal, rapport qualité, impeccable, efficace, rapide, confortable, à recommander',
    ),
    negative: entries(
      'mauvais, mauvaise, mal, pire, médiocre, déçu, déçue, décevant, déception, cher, chère, trop cher, froid, sale, bruyant, lent, fade, immangeable, horrible, nul, nulle, dommage, arnaque, insipide, désagréable, impoli, à éviter, à fuir, éviter, fuir, honte, moyen, ennuyeux, cassé',
    ),
    neither: entries('plus, comme, simple, aimable, plutôt, grand, sourire'),
  },
  de: {
    positive: [
      ...german(
        'gut, toll, schön, super, lecker, freundlich, nett, hilfsbereit, sauber, perfekt, ausgezeichnet, hervorragend, fantastisch, wunderbar, großartig, zufrieden, günstig, schnell, köstlich, angenehm, aufmerksam, bequem, beste, bester, klasse, einwandfrei, gemütlich, empfehlenswert, zuverlässig, herzlich, begeistert, interessant',
      ),
      ...entries('empfehle, empfehlen, liebe, geil, besser, top, prima, danke, spitze, freue, gerne, genossen'),
    ],
    negative: [
      ...german(
        'schlecht, schrecklich, furchtbar, enttäuschend, enttäuscht, teuer, langsam, schmutzig, dreckig, laut, unfreundlich, unhöflich, kaputt, defekt, mies, langweilig, nervig, fade, nutzlos, minderwertig, überteuert, schlimm, mangelhaft, unprofessionell, ekelhaft, peinlich',
      ),
      ...entries('teure, teuren, leider, schade, enttäuschung, hasse, katastrophe, scheiße, problem, probleme'),
    ],
    neither: entries('würde, qualität, ziemlich, wie, einzige'),
  },
  it: {
    positive: entries(
      'buono, buon, bene, benissimo, buonissimo, ottimo, ottimamente, eccellente, perfetto, bello, bellissimo, comodo, comodissimo, pratico, utile, efficace, facile, consiglio, consigliato, consigliatissimo, soddisfatto, soddisfatta, contento, felice, veloce, migliore, meglio, piace, piaciuto, adoro, amo, gradevole, piacevole, delizioso, fantastico, stupendo, robusto, resistente, curato, funzionale, super',
    ),
    negative: entries(
      'cattivo, male, pessimo, brutto, peggio, peggiore, scadente, scarso, scomodo, difettoso, rotto, deluso, delusa, deludente, delusione, fragile, inutile, caro, costoso, lento, sporco, rumoroso, sconsiglio, purtroppo, peccato, schifo, vergogna, non consiglio, difetto, problema, difficile',
    ),
    neither: entries('come, così, più'),
  },
  pt: {
    positive: entries(
      'bom, boa, bons, boas, muito bem, ótimo, incrível, excelente, maravilhoso, perfeito, melhor, adoro, adorei, gostei, amei, amo, delicioso, saboroso, limpo, confortável, agradável, simpático, atencioso, prestativo, recomendo, recomendado, lindo, bonito, feliz, satisfeito, rápido, fantástico, impecável, útil, vale a pena, legal, aconchegante',
    ),
    negative: entries(
      'ruim, ruins, mau, má, mal, pior, péssimo, horrível, terrível, caro, lento, sujo, barulhento, decepcionante, decepcionado, decepção, defeituoso, quebrado, não recomendo, não vale a pena, infelizmente, chato, fraco, inútil, nojento, vergonha, lixo, rude',
    ),
    neither: entries('suporte, como, apenas, único, mais, bem, gosto, deus, quer, favor'),
  },
  hi: {
    positive: entries(
      'अच्छा, अच्छी, अच्छे, बढ़िया, उत्कृष्ट, अद्भुत, शानदार, बेहतरीन, बेहतर, सर्वश्रेष्ठ, सुंदर, खूबसूरत, स्वादिष्ट, आरामदायक, साफ, स्वच्छ, मददगार, दोस्ताना, पसंद, प्यार, खुश, खुशी, लाजवाब, उत्तम, सही, तेज़, मजेदार, संतुष्ट, मित्रवत, धन्यवाद, उपयोगी, आसान, दिलचस्प, किफायती, जबरदस्त',
    ),
    negative: entries(
      'खराब, ख़राब, बुरा, बुरी, बुरे, घटिया, बेकार, भयानक, गंदा, गंदी, गंदे, महंगा, महंगी, महंगे, धीमा, धीमी, धीमे, निराश, निराशाजनक, निराशा, दोषपूर्ण, टूटा, टूटी, अशिष्ट, असभ्य, समस्या, समस्याएं, उबाऊ, बकवास, शर्म, दुर्भाग्य से, दुखी, मुश्किल, भद्दा',
    ),
    neither: entries('बहुत, कुछ, कुल, स्पष्ट, पूरा, गुणवत्ता, ठीक'),
  },
  ar: {
    positive: [
      ...arabic(
        'رائع, ممتاز, جميل, جيد, مميز, مثالي, نظيف, مريح, لذيذ, ودود, هادئ, راقي, لطيف, متعاون, طيب, فخم, مفيد, خلاب, ممتع, حلو, متميز, أنيق, سعيد, خدوم, محترم, فعال, مدهش',
      ),
      ...entries(
        'أحب, احببت, أحببت, أحببنا, أعجبني, اعجبني, أعجبنا, أنصح, وأنصح, أشكر, شكرا, روعة, أفضل, الأفضل, استمتعت, استمتعنا, أجمل, حسن, وحسن, متعة, تعاون, قريب, وقريب, بجدارة, مرة حلو',
      ),
    ],
    negative: [
      ...arabic(
        'سيئ, سيء, سئ, قذر, قديم, مزعج, ضيق, ضعيف, رديء, رديئ, متسخ, مقرف, مقزز, وسخ, فظيع, غالي, مخيب, بطيء, ممل, فاشل, معطل, مكسور, محبط, كريه, متهالك, حقير, مؤسف, باهظ',
      ),
      ...entries(
        'اسوء, أسوء, أسوأ, الأسوأ, للأسف, وللأسف, لا أنصح, لا انصح, لا أنصح, خيبة, مشكلة, مشاكل, حشرات, صراصير, عدم, وعدم, رائحة',
      ),
    ],
    neither: entries(
      'حرم, عائلة, أكثر, قرب, أحد, شريف, مسجد, عدد, مشي, صوت, أمر, شديد, سيد, مع, سوق, ليلة, مصر, مصري, مكان, نوع, عن, يصل, جزيرة, لغة, محمود, كبير, صغير, إلى, أي, لن, كيف, ذي, أبي, حد, كلمة, وقت, وحده, موقع, عام, أرض, الكويت, محمد, مليون, بعض, أمام',
    ),
  },
};
