export interface Folded {
  /** What the sender wrote now. */
  text: string;
  /** What is quoted of earlier mails; null when nothing is. */
  quotedText: string | null;
}

/** Lines by which mail programs say that a quotation begins, in the languages our customers write. Each may be broken over three lines. */
const INTRODUCTIONS: readonly RegExp[] = [
  /^On\b.{5,300}\bwrote:$/is,
  // Without \b, for which ş and ı are no letters.
  /^.{5,300}\s(şunu|şunları)\s+yazdı\s*(\(.{5,100}\))?:?$/isu,
  /^.{0,40}\d{1,2}[.:]\d{2}.{0,20}[,،]\s*"?.{1,200}<[^<>\s]+@[^<>\s]+>:$/isu,
  /^Am\b.{5,300}\bschrieb\b.{0,200}:$/is,
  /^Le\b.{5,300}\ba écrit\s*:$/is,
];
/** Lines that begin one whatever follows. */
const RULES =
  /^(-{2,}\s*(original message|forwarded message|özgün [iİ]leti|orijinal (mesaj|[iİ]leti)|[iİ]letilen (mesaj|[iİ]leti))\s*-{2,}|_{10,})$/iu;
/** The heads that Outlook puts before what it quotes. */
const HEADS = /^\*?(from|kimden|gönderen|von|de)\*?\s*:\s*\*?\s*\S/iu;
const SECOND_HEADS = /^\*?(sent|date|gönderildi|gönderilme tarihi|tarih|to|kime|alıcı|gesendet|envoyé)\*?\s*:/iu;

const MOST_LINES = 3;
const isQuoted = (line: string): boolean => /^\s*>/.test(line);
const isEmpty = (line: string): boolean => line.trim() === '';

/** How many lines from here introduce a quotation; 0: none. */
const introduction = (lines: readonly string[], from: number): number => {
  const first = lines[from] ?? '';
  if (isEmpty(first) || isQuoted(first)) return 0;
  if (RULES.test(first.trim())) return 1;
  if (HEADS.test(first.trim()) && lines.slice(from + 1, from + 4).some((line) => SECOND_HEADS.test(line.trim()))) return 1;
  for (let count = 1; count <= MOST_LINES; count++) {
    const broken = lines.slice(from, from + count).map((line) => line.trim());
    if (broken.includes('')) return 0;
    const joined = broken.join(' ');
    if (joined.length > 700) return 0;
    // What begins a line later with less is the introduction, and this line the sender's own.
    if (INTRODUCTIONS.some((pattern) => pattern.test(joined))) return count > 1 && introduction(lines, from + 1) > 0 ? 0 : count;
  }
  return 0;
};

/** Where what is quoted at the end begins; the number of lines when nothing is. */
const beginOfQuotation = (lines: readonly string[]): number => {
  for (let line = 0; line < lines.length; line++) {
    const introduced = introduction(lines, line);
    if (introduced === 0) continue;
    const rest = lines.slice(line + introduced).filter((each) => !isEmpty(each));
    const marked = rest.filter(isQuoted).length;
    // Answers written between the quoted lines: taking those away would take the sense away.
    if (marked > 0 && !isQuoted(rest.at(-1) ?? '>')) return lines.length;
    return line;
  }
  return beginOfTrailingMarks(lines);
};

const beginOfTrailingMarks = (lines: readonly string[]): number => {
  let begin = lines.length;
  for (let line = lines.length - 1; line >= 0 && (isQuoted(lines[line] ?? '') || isEmpty(lines[line] ?? '')); line--) {
    if (isQuoted(lines[line] ?? '')) begin = line;
  }
  return begin;
};

/** Puts what a mail quotes at its end aside; a mail with answers between quoted lines stays whole. */
export const foldQuotes = (mail: string): Folded => {
  const lines = mail.replaceAll('\r\n', '\n').split('\n');
  const begin = beginOfQuotation(lines);
  const quoted = lines.slice(begin).join('\n').trim();
  return { text: lines.slice(0, begin).join('\n').trim(), quotedText: quoted === '' ? null : quoted };
};
