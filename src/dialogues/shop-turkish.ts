import { script } from './script.js';

export const SHOP_TURKISH = [
  script(
    'tracking',
    `
    C: {hello}, {order} numaralı siparişim [hâlâ gelmedi|elime ulaşmadı|bir türlü gelmedi]. [{ordered} tarihinde vermiştim|Vereli neredeyse bir hafta oldu|{ordered} gününden beri bekliyorum].
    A: {welcome} [Kargonuzu hemen kontrol ediyorum.|Siparişinize şimdi bakıyorum, bir dakika.]
    ?C: {okay}
    A: {model} {shipped} günü {carrier} firmasına teslim edilmiş, şu anda {city} aktarma merkezinde görünüyor. Takip numaranız {tracking}.
    C: [Peki ne zaman gelir?|Yaklaşık ne zaman elimde olur?] [{weekday} gününe yetişmesi lazım, hediye olacak.|{weekday} günü yola çıkıyorum da.]
    A: [Normal şartlarda|Bir aksilik olmazsa] en geç {due} günü teslim edilir. [Şubeye not düştüm|Dağıtımda öncelik verilmesini istedim], takip numarasıyla siz de izleyebilirsiniz.
    ?C: [Evde olmazsam|Ben yoksam|O saatte işteysem] [komşuya|kapıcıya|güvenliğe|alt kattaki bakkala] bırakabilirler mi?
    ?A: [Tabii|Elbette|Olur], {carrier} sizi dağıtımdan önce arar; [teslim alacak kişinin adını söylemeniz|telefonda belirtmeniz|kuryeye söylemeniz] yeterli.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'tracking',
    `
    C: {hello}
    C: Kargom {shipped} gününden beri "dağıtımda" görünüyor ama [gelen giden yok|kimse aramadı|kapıya kimse gelmedi]. Sipariş no {order}
    A: {welcome} [Yaşadığınız gecikme için üzgünüm.|Beklettiğimiz için kusura bakmayın.] {wait}
    A: {carrier} kaydında "adreste bulunamadı" [notu var|yazıyor]. [O gün evde miydiniz?|Size haber bırakıldı mı?|Kapıya not bırakılmış mı?]
    C: Evdeydim, [zil çalmadı bile|telefonum da açıktı|ne arayan oldu ne soran]. [Bu ikinci kez oluyor.|Hep aynı şey.]
    A: Haklısınız {address}. {city} şubesiyle görüştüm, paketiniz [{weekday} günü|yarın] saat {later} sonrasında yeniden dağıtıma çıkacak. [Kuryenin gelmeden aramasını istedim.|Kurye yola çıkmadan sizi arayacak.]
    ?C: Numaram {phone}, bundan arasınlar lütfen.
    ?A: Notu ekledim, {phone} üzerinden arayacaklar.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'address',
    `
    C: {hello}, az önce sipariş verdim ama adresi yanlış [yazmışım|seçmişim|girmişim]. Değiştirebilir miyiz?
    A: {welcome} [Sipariş numaranızı alabilir miyim?|Sipariş numaranızı yazar mısınız?]
    C: {order}
    A: {wait}
    A: [Siparişiniz henüz hazırlanıyor|Paketiniz depodan çıkmamış|Henüz kargoya verilmemiş], adresi [değiştirebiliyorum|güncelleyebilirim]. [Yeni adresi açık şekilde yazar mısınız?|Doğru adres nedir?|Nereye gönderelim?]
    C: {street}, {city}. [Kapı numarası {size}.|Daire {size2}.] Telefon aynı kalsın.
    A: Yeni adresi [kaydettim|siparişe işledim]: {street}, {city}. [Onay mesajı|Güncel bilgi] {email} adresine gelecek.
    ?C: [Teslim tarihi|Gün|Teslimat günü] [değişir mi?|kayar mı?]
    ?A: Hayır, {due} tarihi [geçerli|aynı kalıyor].
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'address',
    `
    C: {hello}, {order} nolu siparişi [iş yerime|anneme|şubeye] yönlendirmek istiyorum, [o gün evde kimse yok|{weekday} günü şehir dışındayım].
    A: {welcome} Paket kargoya verilmiş ama [yönlendirme yapabiliyoruz|{carrier} üzerinden değiştirebiliriz]. Hangi adrese gelsin?
    C: {street}, {city}. Olmazsa şubeden de alırım.
    A: {wait}
    A: {carrier} yönlendirmeyi kabul etti; teslimat [bir gün|en fazla iki gün] gecikebilir, {due} günü gibi düşünün.
    C: [Ek ücret çıkar mı?|Bunun için para öder miyim?|Ücreti var mı bunun?|Fark ödeyecek miyim?]
    A: [Hayır, ilk yönlendirme ücretsiz.|Yok, ücretini biz karşılıyoruz.] {tracking} numarasıyla yeni adresi görebilirsiniz.
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'cancel',
    `
    C: {hello}, [biraz önce|bugün|dün akşam] verdiğim {order} numaralı siparişi iptal etmek istiyorum.
    A: {welcome} Tabii, yardımcı olayım. [Sebebini öğrenebilir miyim?|İptal nedeninizi sorabilir miyim?]
    C: [Yanlış renk seçmişim, {colour} istiyordum.|Aynı üründen iki tane sepete girmiş.|Numarayı yanlış seçmişim, {size} olacaktı.|Eşim de almış, iki tane oldu.]
    A: Anladım. {wait}
    A: Siparişiniz [iptal edildi|kargoya verilmeden durduruldu]. {amount} ödemeniz {bank} kartınıza {days} iş günü içinde [geri yansır|iade olur].
    ?C: [Kupon kullanmıştım|İndirim kodu girmiştim|Hediye çekim vardı], [o ne olacak?|yandı mı?|geri gelir mi?]
    ?A: Kuponunuz [hesabınıza geri tanımlandı|yeniden kullanılabilir], {due} gününe kadar geçerli.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'cancel',
    `
    C: Siparişim iptal edilmiş ama ben iptal etmedim! {order}
    A: {welcome} Çok üzgünüm, [nedenine hemen bakıyorum|ne olduğunu kontrol ediyorum].
    C: [İndirimden almıştım, şimdi fiyatı artmış.|Tam numaramı bulmuştum, {size} numara.] [Çok can sıkıcı.|Mağdur oldum.]
    A: Depoda sayım farkı çıkmış, {model} {size} numara [tükenmiş|stokta kalmamış]. Bilgi mesajı {email} adresine gitmiş.
    C: [Mesaj görmedim.|Spam'e düşmüş, şimdi gördüm.|Bana bir şey gelmedi.] Başka [çözüm|seçenek|yolu] yok mu?
    A: {colour} rengi aynı numarada var; dilerseniz eski fiyattan, {amount} üzerinden [ayırayım|yeni sipariş açayım].
    C: [{colour} olur|Olur|Peki|O da güzel], [ayırın lütfen.|onu alayım.|o rengi alayım.]
    A: Siparişiniz açıldı, ödeme aktarıldı; {due} günü kargoda olacak. [Anlayışınız için teşekkürler.|Aksaklık için tekrar özür dileriz.]
    C: {thanks}`,
  ),
  script(
    'return',
    `
    C: {hello}, {model} aldım ama [ayağıma olmadı|beklediğim gibi çıkmadı|rengi fotoğraftakinden farklı]. İade etmek istiyorum.
    A: {welcome} Elbette. Ürün [kullanılmadıysa|giyilmediyse] teslimden itibaren 14 gün içinde iade alabiliyoruz. Sipariş numarası neydi?
    C: {order}, {shipped} günü teslim aldım. [Sadece evde denedim.|Kutusu da duruyor.|Etiketi üzerinde.]
    A: {wait}
    A: İade kodunuz {code}. Paketi {carrier} şubesine bu kodla [ücretsiz bırakabilirsiniz|teslim etmeniz yeterli].
    C: [Param|Para|İade] ne zaman [yatar|geçer]? [Kredi kartıyla|Havale ile|Taksitle] ödemiştim.
    A: Ürün depoya ulaşınca kontrol edilip {amount} {days} iş günü içinde {bank} hesabınıza iade edilir.
    ?C: [Faturayı|Faturasını|Fatura ile kutuyu] da [koymam gerekiyor mu?|ekleyeyim mi?|göndermem şart mı?]
    ?A: Evet, [faturanın arkasındaki iade bölümünü|iade formunu|kutudaki formu] doldurup [kutuya|paketin içine] koyarsanız [işlem hızlanır|daha çabuk sonuçlanır].
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'return',
    `
    C: {hello}
    C: İade ettiğim ayakkabının parası hâlâ yatmadı. Kod {code}, [{ordered} günü kargoya verdim|göndereli bir hafta oldu].
    A: {welcome} {wait}
    C: {okay}
    A: Paketiniz {shipped} günü depomuza ulaşmış, kontrolü [bu sabah|dün] tamamlanmış. {amount} tutarındaki iade bankaya gönderilmiş.
    C: {bank} uygulamasında [görünmüyor|bir şey yok]. [Ekstrede mi çıkar?|Ne zaman görürüm?]
    A: Bankalar [bir ile üç iş günü|{days} iş günü] içinde yansıtıyor; taksitli alışverişte taksit taksit [görünür|iade olur]. Referans numaranız {tracking}.
    C: [Bankaya|Müşteri hizmetlerine|{bank} şubesine] [bu numarayı mı vereyim?|bunu mu söyleyeceğim?]
    A: Evet, {tracking} numarasıyla [sorgulayabilirler|hemen bulurlar]. {due} gününe kadar yansımazsa bize yazın, dekontu gönderelim.
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'return',
    `
    C: {hello}, mağazadan aldığım ürünü [internetten|kargoyla] iade edebilir miyim? {city} mağazasından almıştım.
    A: {welcome} Mağaza alışverişleri [aynı şehirdeki mağazalarımızdan|herhangi bir mağazamızdan] iade ediliyor, kargoyla alamıyoruz maalesef.
    C: [{city} dışına taşındım, burada mağaza yok.|Mağazaya gitme şansım yok, bebeğim var.|Yakınımda mağazanız yok ki.]
    A: [Anlıyorum.|Haklısınız.|Anladım {address}.] [Fiş numarasını yazarsanız|Fişteki numarayı verirseniz] istisna için [mağazaya sorabilirim|mağaza müdürüne danışayım].
    C: Fiş no {code}, tutar {amount}
    A: {wait}
    A: Mağaza müdürü onayladı, {carrier} ile [ücretsiz|karşı ödemeli] gönderebilirsiniz. Alıcı kısmına {city} mağazası ve {code} yazın.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'size',
    `
    C: {hello}, {model} {size} numara [dar geldi|sıkıyor|küçük geldi]. {size2} ile değiştirebilir misiniz?
    A: {welcome} [Tabii|Elbette|Hemen bakalım], {colour} rengi mi kalsın?
    C: Evet, [aynı renk|{colour} olsun|rengi değişmesin]. Sipariş numaram {order}
    A: {wait}
    A: {size2} numara stokta var, sizin için ayırdım. Değişim kodunuz {code}; eski çifti {carrier} şubesine [bırakın|teslim edin], yenisi {due} günü yola çıkar.
    ?C: Yenisi gelmeden [göndermek zorunda mıyım?|eskisini vermesem olur mu?|yollamam şart mı?|eskisi bende kalsa?]
    ?A: [Önce|Maalesef önce] eski çifti [kargoya vermeniz|göndermeniz] gerekiyor; [kargo kaydı görünür görünmez|{carrier} teslim alır almaz] yenisini [çıkarıyoruz|yola çıkarıyoruz].
    C: [Fark öder miyim?|Fiyat farkı var mı?|Değişim ücretli mi?|Para ödeyecek miyim?]
    A: Hayır, [değişim ücretsiz|fiyat aynı, {amount}|ücret almıyoruz|fark yok, {amount}].
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'size',
    `
    C: {hello}, [sizin kalıplar nasıl?|numaralarınız tam mı, dar mı?] Normalde {size} giyiyorum, {model} alacağım.
    A: {welcome} {model} [biraz dar kalıp|standart kalıp|geniş kalıp]; ayak uzunluğunuzu santim olarak biliyor musunuz?
    C: [Ölçtüm, 26,5 cm|Cetvelle 27 cm çıktı|Sanırım 25 cm civarı|Ayağım 24,5 cm]. [Taraklı|Ayağım biraz geniş].
    A: O zaman {size2} numarayı öneririm. [Kalın çorapla da rahat edersiniz.|Uzun yürüyüşlerde de rahat olur.]
    C: [Olmazsa|Uymazsa|Dar gelirse] değişim [yapılıyor mu|kolay mı|var mı]?
    A: 14 gün içinde [ücretsiz değişim var|bedelsiz değiştiriyoruz], {carrier} şubesine [bırakmanız|teslim etmeniz] yeterli.
    C: Peki {colour} {size2} var mı, [sitede göremedim|{city} mağazasında bulamadım]?
    A: [Son üç çift|Birkaç çift] kalmış, bağlantıyı {email} adresinize gönderdim; fiyatı {amount}.
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'faulty',
    `
    C: {hello}, {days} hafta önce aldığım {model} [tabanından ayrıldı|dikişi söküldü|bağcık yeri koptu]. [Böyle kalite mi olur?|Çok üzüldüm açıkçası.]
    A: {welcome} Bunu duyduğuma üzüldüm. Sipariş numaranızı ve [hangi teki olduğunu|sorunun nerede olduğunu] yazar mısınız?
    C: {order}, [sağ teki|sol teki|ikisi de]. [Normal günlük giydim.|Sadece işe giderken giyiyorum.]
    A: {wait}
    A: Ürününüz iki yıl garantili. [İnceleme için|Kalite ekibimiz için] {code} koduyla {carrier} şubesine bırakabilirsiniz.
    C: [Ne kadar sürer?|Kaç gün bekleyeceğim?|Uzun sürer mi?] [Başka ayakkabım yok.|Her gün giyiyordum.|İşe bununla gidiyorum.]
    A: İnceleme en çok {days} iş günü. Onaylanırsa [yenisini gönderiyoruz|{amount} iade ya da yeni ürün sizin tercihiniz].
    C: Yenisini tercih ederim, {size} numara {colour}.
    A: Notunuza ekledim. [Sonucu|Gelişmeyi] {email} adresine bildireceğiz.
    C: {thanks}
    ?A: {farewell}`,
  ),
  script(
    'faulty',
    `
    C: {hello}, kutudan [iki sol tek çıktı|farklı numaralar çıktı, biri {size} biri {size2}|yanlış model çıktı] :(
    A: {welcome} [Eyvah, çok özür dileriz.|Bu bizim hatamız, kusura bakmayın.] Sipariş numaranız nedir?
    C: {order}. [Düğün {weekday} günü, yetişmesi şart.|{weekday} gününe kadar çözülsün lütfen, yolculuğum var.]
    A: {wait}
    A: Doğru çifti [{city} mağazamızdan|en yakın depodan] bugün çıkarıyorum, hızlı kargo ücretini biz ödüyoruz. {due} günü elinizde olur.
    ?C: [Yanlış geleni|Buradakini|Elimdekini] [ne yapayım?|geri göndereyim mi?|nasıl vereceğim?]
    ?A: Kurye doğru çifti getirirken [onu alacak|yanlış olanı teslim alacak], [sizin bir şey yapmanıza gerek yok|kutusunda bekletmeniz yeterli|size iş düşmüyor].
    C: [Takip numarası|Kargo numarası|Takip kodu] [var mı|verebilir misiniz|alabilir miyim]?
    A: {tracking}, {carrier}. Ayrıca özür olarak hesabınıza {fee} değerinde [hediye çeki|kupon] tanımladım.
    C: {thanks}
    A: {farewell}`,
  ),
  script(
    'feedback',
    `
    C: {hello}, {city} mağazanızdaki [kasa görevlisiyle|bir çalışanla] ilgili şikâyetim var.
    A: {welcome} Sizi dinliyorum, [neler oldu?|ne yaşadınız?]
    C: {weekday} günü saat {hour} gibi gittim, {model} sordum; ["yok" deyip arkasını döndü|yüzüme bile bakmadı|yarım saat bekletti]. Depoda varmış halbuki.
    A: Bu bizim istediğimiz bir [karşılama|davranış] değil {address}, [özür dileriz|gerçekten üzgünüm]. Şikâyetinizi [mağaza|bölge] yönetimine iletiyorum.
    C: [Bir sonuç bilgisi gelir mi?|Dönüş yapacak mısınız?|Bana haber verilecek mi?|Sonucu öğrenebilecek miyim?]
    A: Evet, bölge müdürümüz {due} gününe kadar {phone} numaranızdan [arayacak|dönüş yapacak]. Kayıt numaranız {code}.
    ?C: Bir de {model} ayırabilir misiniz, {size} numara?
    ?A: {city} mağazasında adınıza {weekday} akşamına kadar ayırttım.
    C: {thanks}`,
  ),
];
