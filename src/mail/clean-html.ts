import sanitizeHtml from 'sanitize-html';

/** Longer ones are not kept: their plain text is. */
const LONGEST = 500_000;

const INLINE = ['a', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'code', 'span', 'bdi', 'bdo', 'br', 'wbr'];
const BLOCKS = ['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'hr', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'];
const TABLES = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];

/**
 * Only words and their order are left: nothing that runs, nothing that looks like part of the page it is shown on, nothing
 * that is fetched (a picture tells its sender who read the mail, and when). Links open elsewhere and tell nothing of the desk.
 */
export const cleanHtml = (html: string): string | null => {
  if (html.length > LONGEST) return null;
  const clean = sanitizeHtml(html, {
    allowedTags: [...INLINE, ...BLOCKS, ...TABLES],
    allowedAttributes: { a: ['href', 'rel', 'target'], '*': ['dir', 'lang'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesAppliedToAttributes: ['href'],
    allowProtocolRelative: false,
    nestingLimit: 100,
    transformTags: {
      a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow', target: '_blank' }),
    },
  }).trim();
  return clean === '' ? null : clean;
};
