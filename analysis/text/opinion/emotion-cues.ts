import type { CueTable } from './cues';

/**
 * Cues of Ekman's six emotions: emoji by the feeling that their Unicode name states, and words that name the feeling or its bodily sign
 * (not words that merely go with it). Own lists, first person forms first; spellings that posts use. Weak: they find feelings that are
 * named, also of others, and miss those that are only implied.
 */
export const emotionCues: CueTable = {
  '*': {
    joy: '😀,😃,😄,😁,😆,😂,🤣,😊,☺,😍,🥰,😘,🤩,🥳,😻,💃,🎉,❤,💕,💖,😎,#happy,#joy,#blessed',
    sadness: '😢,😭,😞,😔,🙁,☹,💔,😿,🥺,😥,😓,#sad,#heartbroken',
    anger: '😠,😡,🤬,👿,💢,😤,#angry,#furious',
    fear: '😨,😱,😰,😧,😖,🫣,#scared,#anxiety',
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
    joy: 'feliz,felices,felicidad,alegre,alegría,alegria,contento,contenta,encantado,encantada,emocionado,emocionada,me encanta,qué bien,jaja,jajaja,orgulloso,orgullosa',
    sadness:
      'triste,tristeza,deprimido,deprimida,lloro,llorar,llorando,soledad,te extraño,pena,decepcionado,decepcionada,lágrimas,desconsolado',
    anger:
      'enojado,enojada,enfadado,enfadada,furioso,furiosa,rabia,odio,ira,indignado,indignada,harto,harta,cabreado,cabreada,me molesta,indignante',
    fear: 'miedo,asustado,asustada,terror,aterrado,aterrada,ansiedad,ansioso,ansiosa,preocupado,preocupada,pánico,panico,nervioso,nerviosa,temor',
    disgust: 'asco,asqueroso,asquerosa,repugnante,qué asco,repulsivo,guácala,puaj',
    surprise:
      'sorpresa,sorprendido,sorprendida,increíble,increible,wow,no me lo creo,no lo puedo creer,asombroso,inesperado',
  },
  fr: {
    joy: "heureux,heureuse,joie,content,contente,ravi,ravie,joyeux,joyeuse,youpi,mdr,trop bien,fier,fière,j'adore",
    sadness:
      'triste,tristesse,déprimé,déprimée,pleurer,pleure,larmes,chagrin,malheureux,malheureuse,déçu,déçue,tu me manques,désespoir',
    anger:
      'colère,énervé,énervée,furieux,furieuse,rage,haine,je déteste,marre,ras le bol,agacé,agacée,scandaleux,inadmissible,honteux',
    fear: 'peur,effrayé,effrayée,terrifié,terrifiée,angoisse,anxieux,anxieuse,inquiet,inquiète,panique,flippant,crainte',
    disgust: 'dégoût,dégoûtant,dégoûtante,dégueulasse,écœurant,beurk,répugnant,immonde',
    surprise: "surprise,surpris,étonné,étonnée,étonnant,incroyable,waouh,inattendu,j'y crois pas,stupéfait",
  },
  de: {
    joy: 'glücklich,freude,froh,freue mich,freut mich,begeistert,fröhlich,juhu,yeah,stolz,dankbar,haha,jubel',
    sadness:
      'traurig,trauer,deprimiert,weinen,weine,geweint,tränen,einsam,unglücklich,enttäuscht,vermisse,hoffnungslos,kummer',
    anger:
      'wütend,wut,sauer,zornig,hasse,hass,verärgert,genervt,nervt,empört,unverschämt,frechheit,kotzt mich an,stinksauer,ärgerlich',
    fear: 'angst,ängstlich,fürchte,furcht,panik,besorgt,sorgen,erschrocken,nervös,gruselig,schrecken',
    disgust: 'ekel,ekelhaft,eklig,widerlich,igitt,abstoßend,pfui,angewidert',
    surprise:
      'überrascht,überraschung,überraschend,erstaunt,wow,unglaublich,unerwartet,krass,hätte nicht gedacht,verblüfft',
  },
  it: {
    joy: 'felice,felici,felicità,gioia,contento,contenta,allegro,allegra,entusiasta,evviva,che bello,ahah,ahahah,orgoglioso,orgogliosa',
    sadness:
      'triste,tristezza,depresso,depressa,piangere,piango,lacrime,solitudine,infelice,deluso,delusa,mi manchi,disperato,dolore',
    anger:
      'arrabbiato,arrabbiata,rabbia,furioso,furiosa,odio,incazzato,incazzata,indignato,stufo,stufa,vergogna,vergognoso,che nervi',
    fear: 'paura,spaventato,spaventata,terrore,terrorizzato,ansia,ansioso,preoccupato,preoccupata,panico,timore',
    disgust: 'schifo,schifoso,schifosa,disgusto,disgustoso,disgustosa,che schifo,ripugnante,bleah',
    surprise: 'sorpresa,sorpreso,stupito,stupita,incredibile,wow,inaspettato,non ci credo,stupore,pazzesco',
  },
  pt: {
    joy: 'feliz,felizes,felicidade,alegria,alegre,contente,animado,animada,oba,adorei,kkkk,kkk,orgulhoso,orgulhosa,que bom',
    sadness:
      'triste,tristeza,deprimido,deprimida,chorar,chorando,chorei,lágrimas,sozinho,sozinha,infeliz,decepcionado,decepcionada,saudade,saudades',
    anger:
      'raiva,bravo,brava,furioso,furiosa,ódio,odeio,irritado,irritada,indignado,indignada,revoltado,revoltada,puto,puta da vida,absurdo',
    fear: 'medo,assustado,assustada,terror,apavorado,apavorada,ansiedade,ansioso,ansiosa,preocupado,preocupada,pânico,nervoso,nervosa',
    disgust: 'nojo,nojento,nojenta,que nojo,repugnante,eca,asqueroso',
    surprise: 'surpresa,surpreso,surpreendente,incrível,nossa,chocado,chocada,inesperado,não acredito,caramba',
  },
  hi: {
    joy: 'खुश,खुशी,प्रसन्न,आनंद,मज़ा,मजा,khush,khushi,maza,mazaa',
    sadness: 'दुखी,दुख,उदास,रोना,आँसू,अकेला,dukhi,udaas,udas,dukh,rona',
    anger: 'गुस्सा,क्रोध,नाराज़,नाराज,नफरत,gussa,naraz,naraaz,nafrat',
    fear: 'डर,भय,डरा,चिंता,घबराहट,dar lagta,chinta,ghabrahat',
    disgust: 'घृणा,घिन,ghinn',
    surprise: 'आश्चर्य,हैरान,अचानक,hairan,heran,achanak',
  },
  ar: {
    joy: 'سعيد,سعيدة,سعادة,فرح,فرحان,مبسوط,مسرور,هههه,ههههه,فخور',
    sadness: 'حزين,حزينة,حزن,بكاء,ابكي,دموع,مكتئب,وحيد,زعلان,اشتقت',
    anger: 'غاضب,غضب,غضبان,اكره,كره,مستفز,معصب,زعلان منك',
    fear: 'خائف,خايف,خوف,رعب,قلق,مرعوب,ذعر,توتر',
    disgust: 'مقرف,قرف,مقزز,اشمئزاز',
    surprise: 'مفاجأة,متفاجئ,مندهش,لا أصدق,مذهل,صدمة,مصدوم',
  },
};
