/** The code of a system error (`ENOENT`). By shape: errors of Node's own modules are no instances of `Error` inside a test's realm. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
