/**
 * Function words that the lists of the `stopword` package leave out: pronouns, auxiliaries, conjunctions, prepositions, adverbs of
 * degree. Own list, closed classes only; nothing that could name a theme.
 */
export const functionWords: Readonly<Record<string, string>> = {
  en: `ain't although always amp and anybody anyone anything anyway around away aren't became become been behind
    besides both can't cannot could couldn't did didn't does doesn't doing don't done down during either else enough etc even ever every
    everyone everything few first for gets getting gives going gone gonna gotta had hadn't hasn't haven't having hers herself
    himself however i'd i'll i'm i've it's its itself just know least less let let's likely lot lots may maybe mine mustn't myself
    near need neither no nobody none nor not nothing now off often oh ok okay once one ones onto ours ourselves per perhaps please put
    quite rather really same say says see seem seems several shall shan't she should shouldn't since so some somebody somehow someone something
    sometimes somewhat soon still such take tell than that's the theirs them themselves then there's therefore these thing
    things think though three through thus till today together too toward towards try two unless until upon us use used using
    usually very via want wants was wasn't way we well went were weren't what's whatever when whenever where whether which while
    who whom whose why will with within without won't would wouldn't yeah yes yet you your yours yourself yourselves i'm im ive dont
    cant didnt doesnt isnt wont thats youre rt lol u ur`,
  es: `al algo alguien algún alguna algunas alguno algunos ante antes aquel aquella aquellas aquello aquellos aquí así aun aún aunque bajo
    bien cada casi cosa cosas creo cualquier cuando cuanto dar de debe del demás dentro desde después donde dónde dos ella ellas ellos
    entonces entre era eran eres es esa esas ese eso esos esta está estaba estado están estar estas este esto estos estoy fue fueron
    gran ha haber había hace hacen hacer hacia han hasta hay he hemos hoy igual incluso ir jamás junto lo los luego más mejor menos mi mis
    mía mío mismo misma mucha muchas mucho muchos muy nada nadie ni ningún ninguna nos nosotros nuestra nuestro nunca os otra otras otro
    otros para parte pero poder podría porque pues puede pueden puedo que quién quiero sabe se sea según ser si sí sido siempre siendo
    sin sobre sois solo sólo somos son soy su sus suya suyo también tampoco tan tanta tanto te tener tengo tenía ti tiene tienen toda
    todas todavía todo todos tras tu tus tuya tuyo un una unas uno unos va vamos van vez veces ver voy ya yo`,
  fr: `ça cela ceci cet cette ceux celui celle celles chaque comment contre dont encore entre est était étaient étais été être fait faut
    fois ici jamais là lors lorsque moins non où parce parfois peu peut peuvent plus plusieurs pourquoi puis quand quel quelle quelles
    quels quelque quelques quoi rien sans selon seulement si sont sous suis toujours tous tout toute toutes très trop vers voici voilà vraiment`,
  de: `beim bzw eben eigentlich etwa fast halt immer ins ja jedoch kein keine mal mehr nämlich nein nicht noch nun nur ob oder schon sehr
    sogar sonst übers usw vielleicht vom war warum wegen weil wieso zum zur`,
  it: `ancora anche anzi appena bene chi ci ciò come così cosa cose cui dopo dove due è era erano essere fa fare fatto già gli ha hai hanno
    ho invece mai meno meglio molto molti nessuno niente no non nulla ogni ora perché perciò però più poco poi può prima proprio qua quale
    quando quanto quasi quello quella quelli quelle questo questa questi queste qui quindi sarà se sei sempre senza si sia siamo solo sono
    sta stato stata stesso tanto tra troppo tutta tutte tutti tutto un una uno vai viene volta`,
  pt: `ainda algo alguém algum alguma algumas alguns além antes apenas aqui assim até bem cada coisa coisas daquele dar dentro depois desde
    deve dessa desse desta deste disso disto dizer dois ele ela enquanto então era eram esta está estão estar estava este estou eu faz fazer
    fez foi foram fosse há hoje ir isso já lá logo mais melhor menos mesma mesmo muita muitas muito muitos nada naquele nem nenhum nenhuma
    nessa nesse nesta neste ninguém nunca onde ontem ou outra outras outro outros para pela pelas pelo pelos pode podem porque pouco pra
    pro qual quando quanto quase quem quer sem sempre ser será sido sob sobre só sou tá também tão tem têm tenho ter tinha toda todas todo
    todos tudo um uma umas uns vai vamos vão vez vezes você vocês vou`,
};
