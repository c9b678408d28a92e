import type { Language } from './people.js';

/** Phrases that every chat has, in the many ways people say them. */
export const PHRASES: Record<Language, Record<string, string>> = {
  tr: {
    hello: '[Merhaba|Merhabalar|{daytime}|Selamlar|Selam|{daytime}, kolay gelsin|Merhaba, iyi çalışmalar|İyi çalışmalar]',
    welcome:
      '[Merhaba {address}|{daytime} {address}|Merhabalar {address}], [ben {agent}|{brand} destek ekibinden {agent} ben|{brand} müşteri hizmetlerinden {agent}|ben {brand} destekten {agent}].',
    wait: '[Hemen kontrol ediyorum|Bir dakika içinde bakıyorum|Kayıtlarınıza bakıyorum|Şimdi inceliyorum], [lütfen ayrılmayın|burada kalın lütfen|kısa sürecek|birazdan yazıyorum].',
    okay: '[Tamam|Tamamdır|Olur|Peki|Tabii]{emphasis}',
    emphasis: '[|, bekliyorum|, buradayım|, acelem yok|, teşekkürler|, sağ olun]',
    thanks:
      '[Teşekkür ederim|Çok teşekkürler|Teşekkürler|Sağ olun|Çok sağ olun|Harika, teşekkürler|Süper, sağ olun|Tamamdır, teşekkür ederim|Anladım, teşekkürler]{warmth}',
    warmth:
      '[ {agentAddress}|, iyi günler|, kolay gelsin {agentAddress}|, çok yardımcı oldunuz|, iyi çalışmalar|, elinize sağlık {agentAddress}|. İyi günler]',
    farewell:
      '[Rica ederim {address}|Biz teşekkür ederiz {address}|Ne demek {address}|Yardımcı olabildiysem ne mutlu {address}], [iyi günler dilerim|başka bir konuda her zaman yazabilirsiniz|{brand} olarak iyi günler dileriz|kendinize iyi bakın|güzel bir gün olsun].',
    handOver:
      '{address}, sizi [bu konuyla ilgilenen|ilgili ekipten] [bir arkadaşıma|arkadaşıma] aktarıyorum, [yazışmamızı görecek|hemen dönüş yapacak].',
    takeOver:
      'Merhaba {address}, ben {agent}. Yazışmanızı okudum, [kaldığınız yerden devam ediyorum|baştan anlatmanıza gerek yok|konuyu devraldım].',
    again: '[Yine ben.|Geçen gün de yazmıştım.|Tekrar rahatsız ediyorum.|Daha önce de yazışmıştık.] ',
  },
  en: {
    hello: '[Hi|Hello|Hi there|{daytime}|Hey|Hello there|Hi, hope you are well]',
    welcome:
      '[Hi|Hello|{daytime}] {first}, [this is {agent} from {brand}|{agent} here from {brand} support|my name is {agent}, thanks for writing to {brand}|I am {agent} with {brand}].',
    wait: '[Let me check that for you|I am looking into it now|One moment while I open your account|Let me pull up the details], [it will only take a minute|please stay with me|bear with me|I will be right back].',
    okay: '[Okay|Sure|Of course|Alright|No problem]{emphasis}',
    emphasis: '[|, take your time|, I am here|, thanks|, waiting]',
    thanks: '[Thank you|Thanks|Thanks a lot|Great, thank you|Perfect, thanks|Brilliant, thank you|Okay, thanks|Lovely, thank you]{warmth}',
    warmth: '[ {agent}|, that was quick|, very helpful|, have a good one|, I appreciate it {agent}|, bye {agent}| for your help]',
    farewell:
      '[You are welcome|My pleasure|Happy to help|Any time|Glad I could help], {first}. [Have a great day|Write to us whenever you need|Thanks for choosing {brand}|Enjoy the rest of your day|Take care][!|.]',
    handOver:
      '{first}, I am [handing you over|passing you on] to a colleague who [knows this better|takes care of this]; [they can read our chat|one moment, please].',
    takeOver:
      'Hi {first}, {agent} here. I have read your chat, [so you need not repeat anything|let us go on from there|I am taking over].',
    again: '[Me again.|I wrote to you before.|We chatted the other day.|Sorry to bother you again.] ',
  },
};
