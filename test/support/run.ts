/** What set-up leaves for tear-down; both are loaded once, in Jest's parent process. */
export const run: { url?: string; prefix?: string; stop?: () => Promise<void> } = {};
