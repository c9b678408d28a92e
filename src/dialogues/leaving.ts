import type { Language } from './people.js';

/** What customers write before they give up waiting: after the first line of a script. */
export const IMPATIENCE: Record<Language, readonly string[]> = {
  tr: [
    '[Kimse var mı?|Orada kimse var mı acaba?|Müsait bir temsilci var mı?]',
    '[Bekliyorum|Hâlâ bekliyorum|{days} dakikadır bekliyorum], [cevap veren yok|biri bakabilir mi?|acelem var.]',
    '[Sıra ilerlemiyor mu?|Ne kadar sürer acaba?|Daha çok bekler miyim?]',
    '[Neyse|Tamam], [sonra yazarım.|telefonla ararım.|e-posta atayım bari.|yarın tekrar denerim.]',
  ],
  en: [
    '[Is anyone there?|Hello, is somebody available?|Anybody?]',
    '[Still waiting|I have been waiting for {days} minutes], [any news?|can someone help?|no answer so far.]',
    '[Never mind|Okay], [I will write later.|I will call instead.|I will try again tomorrow.]',
  ],
};
