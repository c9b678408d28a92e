import { script } from './script.js';

export const WALLET_TURKISH = [
  script(
    'card',
    `
    C: {hello}, Balya kart başvurum {ordered} günü onaylandı ama kart [hâlâ gelmedi|elime geçmedi].
    A: {welcome} {wait}
    A: Kartınız {shipped} günü basılmış, {carrier} ile yola çıkmış. [Adresiniz {street}, {city} görünüyor, doğru mu?|{street}, {city} adresi güncel mi?]
    C: [Evet, doğru.|Doğru.|Evet orası.] [Gündüz evde olmuyorum ama.|İş yerim.|Kapıcıya bırakmasınlar yeter.]
    A: Kurye {due} günü [adresinizde olacak|size uğrayacak], kimliğinizi göstermeniz gerekiyor. Takip numarası {tracking}.
    ?C: Kart gelene kadar [sanal kart kullanabilir miyim?|internetten alışveriş yapabilir miyim?|telefonla ödeme olur mu?|ne yapacağım?]
    ?A: Evet, uygulamada Kartlarım bölümünden [sanal kartınızı hemen açabilirsiniz|sanal kart oluşturabilirsiniz|{brand} sanal kartını açmanız yeterli|bir dokunuşla sanal kart açılıyor].
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'card',
    `
    C: Kartımı [kaybettim|bulamıyorum|takside unuttum galiba|{merchant} kasasında bırakmışım], [acil kapatabilir misiniz?|hemen kapatın lütfen|acil durdurabilir miyiz?]
    A: {welcome} Hemen yardımcı oluyorum. Kartınızın son dört hanesi [nedir|aklınızda mı]?
    C: {last4}
    A: Teşekkürler. Sonu {last4} olan kart [kapatıldı|kullanıma kapandı], artık kimse işlem yapamaz. En son hangi alışverişi siz yaptınız?
    C: {merchant}, {amount2}, [dün akşam|bu sabah|öğlen]. [Sonrasında hiç kullanmadım.|Ondan sonrası bana ait değil.]
    A: [Sonrasında hareket yok, içiniz rahat olsun.|Kontrol ettim, sonrasında işlem görünmüyor.] Yeni kart {street}, {city} adresine gelsin mi?
    C: [Evet lütfen.|Evet, aynı adres.|Olur, oraya gelsin.] [Ücreti var mı?|Kart ücreti alıyor musunuz?|Para öder miyim?]
    A: [İlk yenileme ücretsiz|Yenileme ücreti yok]; {due} günü kuryede olur. Şifreniz aynı kalıyor.
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'card',
    `
    C: {hello}, {merchant} alışverişinde kartım [reddedildi|geçmedi], bakiyem var oysa ki.
    A: {welcome} [Saat kaç gibiydi?|Ne zaman denediniz?] Kartın son dört hanesini de alayım.
    C: {hour} civarı, {last4}. [Kasada rezil oldum.|Arkamda sıra vardı, bırakıp çıktım.]
    A: Çok üzgünüm. {wait}
    A: Günlük harcama limitiniz {fee} olarak ayarlanmış, {amount} tutar onu [aştığı için|geçtiği için] reddedilmiş.
    C: [Ben öyle bir limit koymadım ki?|Bunu nereden değiştiriyorum?|Haberim yoktu.] [Yükseltebilir misiniz?|Kaldırabilir miyiz?|Siz artırsanız?]
    A: Uygulamada Kartlarım, Limitler bölümünden [siz belirliyorsunuz|anında değişiyor|kendiniz ayarlıyorsunuz]; [güvenlik gereği|yetkim olmadığı için] ben [değiştiremiyorum|müdahale edemiyorum].
    C: [Buldum, değiştirdim.|Tamam yaptım.|Gördüm, kaydettim.] [Şimdi geçer mi?|Tekrar deneyeyim mi?]
    A: Evet, yeni limit [tanımlandı|etkin], {merchant} için yeniden deneyebilirsiniz.
    C: {thanks}`,
  ),
  script(
    'transfer',
    `
    C: {hello}, {bank} hesabıma {amount} gönderdim, [hâlâ ulaşmadı|karşıya geçmedi]. Saat {hour} idi.
    A: {welcome} {wait}
    ?C: {okay}
    A: İşleminiz [sırada|onay bekliyor] görünüyor; {bank} sisteminde bakım varmış. FAST yerine EFT olarak [işlenecek|gönderilecek].
    C: Yani [ne zaman geçer?|bugün ulaşır mı?] [Kira|Taksit|Aidat] ödeyeceğim, [son gün bugün|geciksin istemiyorum].
    A: EFT saatleri içinde olduğumuz için [bir saat|en geç iki saat] içinde hesapta olur. Olmazsa {amount} Balya hesabınıza [kendiliğinden döner|iade edilir].
    ?C: [Dekont|Makbuz|İşlem dekontu] [alabilir miyim?|gönderir misiniz?|var mı?]
    ?A: Dekontu {email} adresinize gönderdim, referans {tracking}.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'transfer',
    `
    C: {hello}, yanlış IBAN'a para gönderdim!! {amount} [gitti|çıktı hesabımdan]
    A: {welcome} Sakin olun {address}, bakalım. IBAN'ın son dört hanesini ve [saatini|gönderdiğiniz saati] yazar mısınız?
    C: {last4}, saat {hour}. Alıcı adını [doğru yazmıştım|da yanlış yazmışım], rakamı karıştırdım.
    A: {wait}
    A: İşlem {bank} tarafında tamamlanmış. İade talebi [açıyorum|oluşturdum]; alıcının onayı gerekiyor, referans {code}.
    C: [Ya onaylamazsa?|Adam vermezse ne olacak?|Vermek istemezse?|Cevap vermezse peki?]
    A: {days} iş günü içinde yanıt gelmezse [dilekçe örneğini|izlemeniz gereken yolu] {email} adresinize iletiriz. Çoğu zaman [iki günde|kısa sürede] geri dönüyor.
    C: [İnşallah.|Umarım.|Umarım öyle olur.] [Bilgi nereden gelecek?|Haber nasıl gelecek?|Sonucu nereden göreceğim?]
    A: Hem uygulama bildirimi hem {email} adresine [mesaj|e-posta] gelecek.
    C: {thanks}`,
  ),
  script(
    'transfer',
    `
    C: {hello}, arkadaşıma para göndermek istiyorum ["limit aşıldı" diyor|ama hata veriyor]. {amount} göndereceğim.
    A: {welcome} Hesabınız [kimlik doğrulaması yapılmamış|temel seviyede] görünüyor, aylık sınırı {fee}.
    C: [Nasıl|Nereden] [yükseltiyorum|artırıyorum]? [Şubeye mi gitmem lazım?|Belge mi göndereceğim?]
    A: [Yeni kimlik kartınızı|Çipli kimliğinizi] telefonun arkasına [dokundurarak|okutarak] [üç dakikada|hemen] tamamlayabilirsiniz: Profil, Hesap seviyesi.
    C: [Deniyorum...|Bir dakika, deniyorum.|Açtım.] [Okumadı.|Kimliği bulamadı.|Hata verdi.]
    A: Telefon kılıfını çıkarıp kimliği [sabit tutun|kameranın altına koyun]; uygulama sürümünüz {version} ise güncel.
    C: [Oldu|Tamam|Süper|Evet], [onaylandı dedi.|şimdi okudu.|bu sefer oldu.] 
    A: Harika, sınırınız [artık yükseldi|hemen güncellendi]; {amount} gönderebilirsiniz.
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'dispute',
    `
    C: {hello}, hesabımdan {merchant} adına {amount2} çekilmiş, [ben yapmadım|böyle bir alışverişim yok].
    A: {welcome} {wait}
    A: İşlem {shipped} günü saat {hour} sıralarında, internet üzerinden yapılmış. [Daha önce {merchant} üyeliğiniz oldu mu?|Kartınızı bir siteye kaydetmiş miydiniz?]
    C: [Geçen yıl denemiştim ama iptal ettim.|Hayır, adını bile duymadım.|Hiç kullanmadım.|Hayır, {merchant} nedir bilmem.|Bir kez almıştım, kartı kaydetmedim.]
    A: Anladım. Kartı [internet alışverişine kapattım|güvenlik için durdurdum] ve itiraz kaydı açtım: {code}.
    C: [Param|Peki param|{amount2}] [geri gelecek mi?|ne zaman gelir?]
    A: İnceleme {days} ile 30 gün arasında sürüyor, [geçici olarak {amount2} hesabınıza yatırıldı|sonuç olumluysa tutar hesabınıza geçer].
    ?C: [Polise|Savcılığa|Karakola] [da gitmeli miyim?|da bildireyim mi?]
    ?A: [Zorunlu değil ama öneririz|İsterseniz gidebilirsiniz], kayıt numarası olarak {code} verebilirsiniz.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'dispute',
    `
    C: {merchant} benden iki kere para almış, {amount2} [iki defa çekilmiş|çift geçmiş]
    A: {welcome} [Kontrol edelim.|Bakıyorum hemen.] Kartınızın son dört hanesi?
    C: {last4}. İşyeri ["bizde tek görünüyor" diyor|ilgilenmiyor bile].
    A: {wait}
    A: Evet, saat {hour} sularında iki provizyon var; biri [henüz kesinleşmemiş|askıda]. İşyeri onaylamazsa {due} günü [kendiliğinden düşer|serbest kalır].
    C: [Düşmezse|Ya düşmezse|O gün düşmezse] [ne yapacağım?|itiraz mı edeceğim?|size mi yazayım?]
    A: O zaman bize {code} numarasıyla yazın, [ters ibraz|itiraz] sürecini biz başlatırız.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'login',
    `
    C: {hello}, uygulamaya [giremiyorum|giriş yapamıyorum], ["şifre hatalı" diyor|hesabınız kilitlendi yazıyor]. Şifremden eminim.
    A: {welcome} [Telefon değiştirdiniz mi son günlerde?|Yeni bir telefondan mı deniyorsunuz?]
    C: Evet, [{weekday} günü yeni telefon aldım|dün değiştirdim]. Sürüm {version}
    A: Güvenlik gereği yeni cihaz [doğrulanana kadar|onaylanana kadar] giriş kapanıyor. Kayıtlı e-postanız {email} mi?
    C: [Evet o.|Evet, kullanıyorum.|Doğru.] [Oraya mı gelecek kod?|Kod mu göndereceksiniz?|Oraya mı bakayım?]
    A: Evet, {email} adresine on dakika geçerli bir [bağlantı|onay kodu] gönderdim. [Kimseyle, bizimle bile, paylaşmayın.|Lütfen buraya yazmayın.]
    C: [Geldi|Tamam|Oldu|Süper], [girdim.|açıldı.|içerideyim.]
    A: [Güzel.|Harika.|Sevindim.] Eski cihazınızın [erişimini|oturumunu] [kaldırdım|kapattım].
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'login',
    `
    C: {hello}, telefon numaram değişti, [yeni numaramı nasıl tanımlarım?|SMS kodları eskisine gidiyor].
    A: {welcome} Yeni numaranız [nedir|hangisi]? [Eski hat hâlâ açık mı?|Eskisine erişiminiz var mı?]
    C: {phone}. Eski hat [kapandı|iptal oldu].
    A: [Bu durumda|O zaman|Güvenliğiniz için] kimlik doğrulaması gerekiyor. Uygulamada Giriş, "Numaram değişti" [seçeneğine dokunun|adımını izleyin], [kimliğinizi ve yüzünüzü okutacak|kimlik ve yüz doğrulaması isteyecek].
    C: [Yüzümü tanımadı ilk seferde.|Işık azmış, bir daha denedim.|Gözlükle okumadı.] [Şimdi oldu galiba.|İkincide oldu.|Tamamlandı diyor.]
    A: Onay [bize ulaştı|düştü]. {phone} numaranız kaydedildi, SMS'ler [artık oraya gelecek|oraya yönlendirildi].
    C: [Eski numaraya|Eski hatta] [gelen kodlar sorun olur mu?|kod gider mi hâlâ?|bir şey gelir mi artık?]
    A: [Eski numaranız|O numara|Önceki numara] hesabınızdan [silindi|kaldırıldı], [ona kod gönderilmeyecek|artık kod gitmeyecek|bir daha kullanılmayacak].
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'feedback',
    `
    C: {hello}, uygulamaya [bir önerim var|bir şey ekleseniz keşke|küçük bir isteğim var].
    A: {welcome} Önerinizi [memnuniyetle alırız|duymak güzel]. Biraz açar mısınız?
    C: [Harcamaları kategorilere ayırsanız; {merchant} bir kalem, market bir kalem görünse.|Kumbaraya otomatik aktarım olsa, her ay {fee} kenara koymayı unutuyorum.|Karanlık tema gelse, gece kullanınca gözlerim ağrıyor.|Ödeme günü gelince hatırlatsa, {amount2} faturayı hep unutuyorum.]
    A: Bunu ürün ekibine [ilettim|kaydettim], öneri numaranız {code}. Benzer istekler [epey geldi|yolda], yakında bir güncelleme bekliyoruz.
    C: [Hangi sürümde gelir?|Ne zaman çıkar?] Bende {version} var.
    A: Kesin [tarih|gün] veremiyorum ama [çıkınca haber verelim|bildirim açarsanız ilk siz öğrenirsiniz|{email} adresinize yazarız].
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'feedback',
    `
    C: {hello}, son güncellemeden sonra uygulama [sürekli kapanıyor|çok yavaşladı|açılışta donuyor]. Sürüm {version}
    A: {welcome} [Bildirdiğiniz için sağ olun.|Haber verdiğiniz iyi oldu.] Hangi ekranda oluyor?
    C: [Transfer ekranında|Ana sayfada|Kart hareketlerinde], [her seferinde|üç denemede bir]. {weekday} gününden beri böyle.
    A: [Uygulamayı silip yeniden kurmayı|Telefonu yeniden başlatmayı|Uygulamadan çıkıp yeniden girmeyi|Önbelleği temizlemeyi] [denediniz mi?|dener misiniz?]
    C: [Denedim, fark etmedi.|Evet, onu da yaptım.|Yaptım, aynı.] [Faturamı yatıramıyorum.|{amount} ödemem var, yapamıyorum.]
    A: {wait}
    A: Bu hatayı biliyoruz, düzeltme {due} günü yayında. [O zamana kadar balya.example üzerinden girebilirsiniz.|Ödemenizi web sitesinden yapabilirsiniz.] Kayıt: {code}
    C: {thanks}
    A: {farewell}`,
  ),
];
