import type { CueTable } from './cues';

/**
 * Cues of Ekman's six emotions: emoji by the feeling that their Unicode name states, and words that name the feeling or its bodily sign;
 * where the train parts of bench/peers/opinion_corpora.py show it also what is said out of it (thanks, regret, abuse), and without words that
 * they show to mislead. Own lists, first person forms first; spellings that posts use. Weak: they find feelings that are named, also of
 * others, and miss those that are only implied.
 */
export const emotionCues: CueTable = {
  '*': {
    joy: '😀,😃,😄,😁,😆,😂,🤣,😊,☺,😍,🥰,😘,🤩,🥳,😻,💃,🎉,❤,💕,💖,😎,#happy,#joy,#blessed',
    sadness: '😢,😭,😞,😔,🙁,☹,💔,😿,🥺,😥,😓,#sad,#heartbroken',
    anger: '😠,😡,🤬,👿,💢,😤,#angry,#furious',
    fear: '😨,😰,😧,😖,🫣,#scared,#anxiety',
    disgust: '🤢,🤮,🤧,#disgusting,#gross',
    surprise: '😮,😯,😲,🤯,😳,#shocked,#omg',
  },
  en: {
    joy: "happy,happiness,glad,delighted,joy,joyful,love it,love this,yay,excited,thrilled,cheerful,wonderful,enjoyed,proud,grateful,so much fun,made my day,can't wait,overjoyed,ecstatic,amused,delight,delightful,laughter,hilarious,rejoice,rejoicing,cheering,smiling,glee,lol,haha,hahaha",
    sadness:
      'sad,sadness,unhappy,depressed,depressing,crying,cried,cry,heartbroken,lonely,miss you,grief,mourning,gloomy,miserable,sorrow,disappointed,disappointing,tears,hopeless,devastated,depression,depress,sadly,mourn,despair,melancholy,weeping',
    anger:
      'angry,anger,furious,mad at,hate,pissed,rage,outraged,annoyed,annoying,infuriating,fed up,fuming,livid,sick of,unacceptable,ridiculous,irritated,how dare,fury,outrage,enraged,raging,irritate,irritates,irritating,infuriated,offended,resentment',
    fear: 'afraid,fear,scared,scary,terrified,terrifying,anxious,anxiety,worried,worry,panic,nervous,frightened,frightening,dread,horrified,nightmare',
    disgust: 'disgusting,disgusted,disgust,gross,nasty,ew,eww,revolting,repulsive,sickening,yuck,vile,makes me sick',
    surprise:
      "surprised,surprise,surprising,wow,omg,unexpected,unexpectedly,shocked,shocking,astonished,astonishing,unbelievable,can't believe,out of nowhere,whoa,stunned",
  },
  es: {
    joy: 'feliz,felices,felicidad,alegre,alegría,alegria,contento,contenta,encantado,encantada,emocionado,emocionada,me encanta,qué bien,jaja,jajaja,orgulloso,orgullosa,felicidades,enhorabuena,te amo,me alegra,me encantan',
    sadness:
      'triste,tristeza,deprimido,deprimida,lloro,llorar,llorando,soledad,te extraño,pena,decepcionado,decepcionada,lágrimas,desconsolado,lamentable,lamento,lamentamos,dolor,lástima,llora,😣',
    anger:
      'enojado,enojada,enfadado,enfadada,furioso,furiosa,ira,indignado,indignada,harto,harta,cabreado,cabreada,me molesta,indignante,mierda,gilipollas,imbécil,imbéciles,qué vergüenza',
    fear: 'miedo,asustado,asustada,nerviosa,temor',
    disgust: 'asco,asqueroso,asquerosa,repugnante,qué asco,repulsivo,guácala,puaj',
    surprise: 'sorprendido,sorprendida,wow,no me lo creo,no lo puedo creer,inesperado,en shock,flipando',
  },
  fr: {
    joy: "heureux,heureuse,joie,content,contente,ravi,ravie,joyeux,joyeuse,youpi,mdr,trop bien,fière,j'adore,je t'aime",
    sadness:
      'triste,tristesse,déprimé,déprimée,pleurer,pleure,larmes,chagrin,malheureux,malheureuse,déçu,déçue,tu me manques,désespoir,désolé,désolée',
    anger:
      'colère,énervé,énervée,furieux,furieuse,rage,haine,je déteste,marre,ras le bol,agacé,agacée,scandaleux,inadmissible,honteux,connard,salope,la ferme,déteste',
    fear: 'peur,effrayé,effrayée,terrifié,terrifiée,angoisse,anxieux,anxieuse,inquiet,inquiète,panique,flippant,crainte',
    disgust: 'dégoût,dégoûtant,dégoûtante,dégueulasse,écœurant,beurk,répugnant,immonde',
    surprise: "surpris,étonné,étonnée,étonnant,incroyable,waouh,inattendu,j'y crois pas,stupéfait",
  },
  de: {
    joy: 'glücklich,freude,freue mich,freut mich,begeistert,fröhlich,juhu,yeah,stolz,dankbar,haha,jubel,glückwunsch,sehr schön,so schön,wunderbar,gefällt mir,freut,herzlichen dank',
    sadness:
      'traurig,trauer,deprimiert,weinen,weine,geweint,tränen,einsam,unglücklich,enttäuscht,vermisse,hoffnungslos,kummer,tut mir leid,tut mir sehr leid,schade,leide,beileid,furchtbar,depressiv,depressionen',
    anger:
      'wütend,wut,sauer,zornig,hasse,hass,verärgert,genervt,nervt,empört,unverschämt,frechheit,kotzt mich an,stinksauer,ärgerlich',
    fear: 'angst,ängstlich,fürchte,furcht,panik,besorgt,erschrocken,schrecken,sorge',
    disgust: 'ekel,ekelhaft,eklig,widerlich,igitt,abstoßend,pfui,angewidert',
    surprise: 'überrascht,überraschung,erstaunt,unerwartet,hätte nicht gedacht,verblüfft,verwirrt,wtf',
  },
  it: {
    joy: 'felice,felicità,gioia,contento,contenta,allegro,allegra,entusiasta,evviva,ahah,ahahah,orgoglioso,orgogliosa,congratulazioni,adoro,amo,ti amo,innamorato,innamorata',
    sadness:
      'triste,tristezza,depresso,depressa,piangere,piango,lacrime,solitudine,infelice,deluso,delusa,mi manchi,disperato,dolore,mi dispiace,peccato,purtroppo,commovente,commosso,commossa,mi mancate',
    anger:
      'arrabbiato,arrabbiata,rabbia,furioso,furiosa,odio,incazzato,incazzata,indignato,stufo,stufa,vergognoso,che nervi,puttana,cazzo,al diavolo,pagliacci',
    fear: 'paura,spaventato,spaventata,terrore,terrorizzato,ansioso,panico,timore',
    disgust:
      'schifo,schifoso,schifosa,disgusto,disgustoso,disgustosa,che schifo,ripugnante,bleah,vergogna,vergognatevi',
    surprise:
      'sorpresa,sorpreso,stupito,stupita,incredibile,inaspettato,non ci credo,stupore,pazzesco,non riesco a credere',
  },
  pt: {
    joy: 'feliz,felizes,felicidade,alegria,alegre,contente,animado,animada,oba,adorei,orgulhoso,orgulhosa,que bom,parabéns,amo,lindo,linda,maravilhoso,maravilhosa,perfeito,perfeita,obrigado,obrigada,orgulho,incrível',
    sadness:
      'triste,tristeza,deprimido,deprimida,chorar,chorando,chorei,lágrimas,sozinha,infeliz,decepcionado,decepcionada,saudade,saudades,me sentindo,lamentável',
    anger:
      'raiva,bravo,brava,furioso,furiosa,ódio,odeio,irritado,irritada,indignado,indignada,revoltado,revoltada,puta da vida,absurdo,ridículo,ridícula,maldito,idiota,merda',
    fear: 'medo,assustado,assustada,terror,apavorado,apavorada,ansiedade,ansioso,ansiosa,pânico,nervoso,nervosa',
    disgust: 'nojo,nojento,nojenta,que nojo,repugnante,eca,asqueroso',
    surprise: 'surpresa,surpreso,surpreendente,chocado,chocada,inesperado,não acredito,como assim,susto',
  },
  hi: {
    joy: 'खुश,खुशी,प्रसन्न,आनंद,मज़ा,मजा,khush,khushi,maza,mazaa,ख़ुशी,शानदार,स्वादिष्ट,बहुत अच्छा,मजेदार,लाजवाब,खूबसूरत,उत्साहित',
    sadness: 'दुखी,दुख,उदास,रोना,आँसू,dukhi,udaas,udas,dukh,rona,दुखद,दुःख,निराश,निराशा,उदासी,बहुत बुरा',
    anger: 'गुस्सा,क्रोध,नाराज़,नाराज,नफरत,gussa,naraz,naraaz,nafrat,गुस्से,तंग,बर्दाश्त,परेशान',
    fear: 'डर,भय,डरा,चिंता,घबराहट,dar lagta,chinta,ghabrahat,डरावना,डरावनी,चिंतित,खतरा,घबरा,डरता,डरे',
    disgust: 'घृणा,घिन,ghinn,घृणित,घिनौना,घटिया,बदबू,बदबूदार,गंदगी,गंदा,गंदे,गंदी,छी',
    surprise: 'आश्चर्य,हैरान,hairan,heran,चौंका,चौंक,चौंकाने,यकीन नहीं,दंग,चकित,आश्चर्यचकित,अचंभित,हैरानी,अविश्वसनीय',
  },
  ar: {
    joy: 'سعيد,سعيدة,سعادة,فرح,فرحان,مبسوط,مسرور,هههه,ههههه,فخور,شكرا,فرحة,فرحانة',
    sadness: 'حزين,حزينة,حزن,بكاء,ابكي,دموع,مكتئب,زعلان,اشتقت,مسكينة',
    anger: 'غاضب,غضب,غضبان,اكره,كره,مستفز,معصب,زعلان منك,الزعاف',
    fear: 'خائف,خايف,خوف,رعب,قلق,مرعوب,ذعر,توتر,خايفين,خايفة',
    disgust: 'مقرف,قرف,مقزز,اشمئزاز',
    surprise: 'مفاجأة,متفاجئ,مندهش,لا أصدق,مذهل,صدمة,مصدوم',
  },
};
