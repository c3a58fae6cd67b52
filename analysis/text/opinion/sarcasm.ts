import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { learnsFromLabels } from '../classification/label-posts';
import { type CueTable, cueProbabilities, cuesOf } from './cues';
import { type CueLabel, labelTable } from './labelled-posts-table';
import { opinionTerms } from './opinion-terms';
import { trainingParameters } from './trained-labels';

/**
 * Cues of irony. Hashtags by which authors themselves mark it are the soundest (González-Ibáñez et al. 2011 label tweets by them);
 * set phrases that praise and are used against their words; emoji of an eye roll or a face turned over. Own lists.
 */
const cues: CueTable = {
  '*': {
    sarcastic:
      '!#sarcasm,!#sarcastic,!#irony,!#ironic,!#not,!#sarcasmo,!#ironia,!#ironía,!#sarcasme,!#ironie,!#sarkasmus,!#sqn,!#sopanao,!#سخرية,!#تهكم,!#व्यंग्य,🙄,🙃,😒,😏,👏👏👏',
  },
  en: {
    sarcastic:
      "yeah right,oh great,oh wonderful,oh joy,oh goody,thanks a lot,thanks for nothing,what a surprise,what a shock,shocker,just what i needed,just great,just perfect,way to go,nice job,good job guys,so much fun,as if,big surprise,who would have thought,who would've thought,how nice of,sure jan,tell me more,living the dream,love it when,love being,love how,gotta love,can't wait to spend,because that always works",
  },
  es: {
    sarcastic:
      'sí claro,si claro,qué sorpresa,que sorpresa,no me digas,gracias por nada,qué bonito,lo que me faltaba,qué maravilla,menuda sorpresa,cómo no,como no,enhorabuena campeones,muy bonito todo',
  },
  fr: {
    sarcastic:
      "bien sûr que oui,quelle surprise,comme par hasard,merci pour rien,comme c'est étonnant,bravo champion,ben voyons,mais bien sûr,tellement surprenant,quel exploit,trop fort",
  },
  de: {
    sarcastic:
      'na toll,na super,na klasse,vielen dank auch,danke für nichts,wer hätte das gedacht,was für eine überraschung,ach was,ja klar,ganz großes kino,schönen dank auch,ironie off,ironie ende,nicht',
  },
  it: {
    sarcastic:
      "certo come no,ma certo,che sorpresa,ma dai,grazie di niente,grazie per niente,ma che bravi,che strano,chi l'avrebbe detto,complimenti vivissimi,bella roba",
  },
  pt: {
    sarcastic:
      '!sqn,!só que não,!so que nao,aham,que surpresa,nossa que novidade,que novidade,obrigado por nada,muito obrigado viu,parabéns aos envolvidos,claro que sim,imagina',
  },
  hi: { sarcastic: 'वाह वाह,क्या बात है,wah wah,kya baat hai,wah bhai wah,bahut khoob' },
  ar: { sarcastic: 'يا سلام,يا حبيبي,ما شاء الله عليك,مفاجأة كبيرة,شكرا على لا شيء' },
};

/** Bare words that are cues only at the end of a post: German "… tolles Wetter. Nicht." */
const atEndOnly = /^nicht$/i;

/** Forums' own mark of sarcasm at the end of a post: "/s". */
const closingMark = /(?:^|\s)\/s\s*$/;

/** Praise or thanks in the same post as a complaint: the contrast of Riloff et al. 2013, between rated words, not situations. */
function contrast(text: string, language: string): boolean {
  let best = 0;
  let worst = 0;
  for (const { value, word } of opinionTerms(text, language)) {
    if (value > best && word) best = value;
    if (value < worst) worst = value;
  }
  // Loud praise: an exclamation, dots or scare quotes beside it.
  const calls = /!|\.{3}|…|["“”«»]\p{L}+["“”«»]/u.test(text);
  return best >= 2 && worst <= -1.5 && calls;
}

function byCues(text: string, language: string): CueLabel {
  const found = cuesOf(cues, language)
    .find(text, language)
    .filter((cue) => {
      const words = text.slice(cue.start, cue.end);
      if (!atEndOnly.test(words)) return true;
      const before = text.slice(Math.max(0, cue.start - 4), cue.start);
      return text.length - cue.end < 10 && /[.…!?,]\s*$/.test(before) && /^[\s.!?…]*$/.test(text.slice(cue.end));
    });
  const closed = closingMark.test(text.slice(-12));
  if (found.length === 0 && !closed && !(language in cues))
    return { label: 'und', probabilities: {}, cues: 0, reason: `no cues for language ${language}` };
  const opposed = contrast(text, language) ? 1 : 0;
  const weight = found.reduce((sum, cue) => sum + cue.weight, 0) + opposed + (closed ? 3 : 0);
  // One plain cue leaves the odds at one to two, two cues or an author's own mark turn them.
  const probabilities = cueProbabilities({ 'not sarcastic': 2, sarcastic: 1.3 * weight });
  return {
    label: probabilities.sarcastic! > 0.5 ? 'sarcastic' : 'not sarcastic',
    probabilities,
    cues: found.length + opposed + (closed ? 1 : 0),
  };
}

export const textSarcasm = defineMethod({
  id: 'text/sarcasm',
  version: 5,
  ...learnsFromLabels,
  title: 'Sarcasm',
  description:
    'Learns sarcasm from posts that people labelled; without labels it looks for the marks that authors set themselves (#sarcasm, /s), set phrases, an eye roll, loud praise beside complaint. These cues are very weak: most sarcasm has none, and most posts with a set phrase are sincere. Do not report shares of sarcasm from cues.',
  references: [
    'González-Ibáñez, Muresan & Wacholder 2011, Identifying sarcasm in Twitter, ACL P11-2102',
    'Riloff et al. 2013, Sarcasm as contrast between a positive sentiment and negative situation, EMNLP D13-1066',
  ],
  parameters: z.object(trainingParameters).strict(),
  run({ posts, train }, parameters, context) {
    return labelTable(
      posts,
      train,
      parameters,
      byCues,
      'most sarcasm carries no cue: of 311 ironic English tweets without their hashtags 2 were found (TweetEval); probabilities are not calibrated',
      context,
    );
  },
});
