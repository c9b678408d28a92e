/** What agents tell each other beside a conversation; the desk's language is Turkish. */
export const NOTES: readonly string[] = [
  '{carrier} {city} şubesiyle görüştüm, [{weekday} günü öncelikli|not düştüler].',
  'Müşteri daha önce de [yazmış|aramış], [nazik davranalım|öncelik verelim].',
  '{code} kaydı açıldı, [takip bende|yarın kontrol edeceğim].',
  'Kimlik doğrulaması yapıldı, [son dört hane {last4}|e-posta eşleşti].',
  '{phone} numarasından geri aranmak istiyor, [{later} sonrası uygun|akşam müsait].',
  'Stokta {size} ve {size2} var, {colour} [bitiyor|son iki çift].',
  'Özür olarak {fee} kupon verdim, [ikincisini vermeyelim|onay: Selin Hanım].',
  '{bank} ile ilgili [genel bir gecikme|bakım] var, aynı soruyla çok gelen oldu.',
];
