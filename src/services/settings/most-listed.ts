/** Settings are listed whole, for menus and filters, and up to this number at that. */
export const MOST_LISTED = 1_000;
