import { WordTable } from '../word-table';

/**
 * Hindi and Urdu written in Latin letters, as most posts in Hindi are: no letter model knows it. Function words and forms that no
 * post can do without, in their usual spellings; own list.
 */
const strong = new Set(
  `hai hain hei hy hoon hun nahi nahin nhi nai nahe naa kya kia kyu kyun kyon kyunki kyuki kyo aur or bhi bi mein mei maine meine mera meri mere
  mujhe muje mujhko hum hume humein humara hamara hamari hamare humari humare aap ap aapka aapki aapke apka apki apke aapko apko aapne apne apna
  apni apun tum tumhe tumhara tumhari tumhare tera teri tere tujhe yeh ye yea woh wo wahi yahi yehi uska uski uske usko usne iska iski iske isko
  isne inka inki inke inko unka unki unke unko unhe unhone jiska jiski jiske kiska kiski kiske kisi kisne koi kuch kuchh kch sab sabhi sabka sabki
  sabko sabse saare sare saara sara raha rahe rahi rha rhe rhi rahaa gaya gaye gayi gya gye gyi gai kiya kiye kar karo kare karke karna karne karta
  karte karti karenge karega karegi karunga kr kro kre krna krne krta krte krti krke hoga hogi honge hota hoti hote hona hone hua hui hue huye huwa
  tha thi thay liye liya lia diya dia diye dena dene dete deta deti dega denge dijiye kijiye lena lene lete leta leti lo wala wale wali vala vale
  kaise kaisa kaisi kese kab kabhi kahan kaha kahin kha jab tab tak agar lekin magar phir fir dekho dekha dekhna dekhne dekh dekhte dekhi dikha
  sirf bas bahut bohot bahot bhut boht bht accha acha achha achi acche achhi ache jaise jese waise aise aisa aisi itna itni itne kitna kitni kitne
  jaisa jitna abhi ab aaj aj kal kyuki matlab bhai bhaiya behen yaar yar dost dosto log logo logon desh zindagi jindagi dil pyar pyaar dil jai bolo
  bol bola bole bolna bolte bata batao baat baatein bat mat jao jaa jaana jana jata jate jati jayega jayegi jaye aao aaja aaya aaye aayi aya aye ayi
  aata aate aati aana ata ati raho rehna rehne chahiye chaiye chahta chahte sakta sakte sakti skta skte pata pta sath saath wahan yahan yaha waha ghar
  kaam kam paisa paise sarkar janta chal chalo chale milta milega mila mile milti mil gaye haan han ji jee beta beti aadmi insaan khud khuda
  sahi galat accha tabhi isliye isiliye varna warna warna jisne jise usse isse inse unse kisse mujhse tumse humse aapse hamesha bilkul bina pehle
  pahle baad bad upar niche andar bahar kyonki toh bhej bhejo laga lagta lagi lage lagte maro mara mari chahe naam nam din raat`.split(
    /\s+/,
  ),
);
/** Also words of other languages: they count half, and only beside a strong one. */
const weak = new Set(
  `ka ki ke ko se me ho to na ne hi par pe pr ek do jo tu ya mai main ham b h k n m is us un in mn sir plz pls ha acchi`.split(
    /\s+/,
  ),
);
/** Strong as Hindi, yet common elsewhere: they count half. */
for (const word of 'or han din do bas tak kal dil kam nam par lo tera mere mara mil han ap bad ye sara bat hun hue nai'.split(
  ' ',
)) {
  strong.delete(word);
  weak.add(word);
}

const words = WordTable.of([...strong, ...weak], true);

/**
 * How much of a text in Latin letters is Hindi, 0 to 1: the share of its words, parted by single spaces, that are on the list. 0 unless
 * there is a word that is Hindi beyond doubt. O(length).
 */
export function romanisedHindiShare(units: Uint16Array, start: number, end: number): number {
  let count = 0;
  let sure = 0;
  let half = 0;
  for (let from = start, to = start; from <= end; from = to + 1) {
    to = from;
    while (to < end && units[to] !== 0x20) to++;
    count++;
    const word = words.find(units, from, to);
    if (word < 0) continue;
    if (word < strong.size) sure++;
    else half++;
  }
  return sure === 0 ? 0 : (sure + half / 2) / count;
}
