import { type Logger, pino, stdSerializers } from 'pino';

/** What a log may hold of an error beside its message and stack. Not `detail`, `where` and `query`: there stand whole rows. */
const KEPT = ['code', 'severity', 'constraint', 'table', 'routine', 'syscall', 'address', 'port'] as const;

/** SQLSTATE class 22, "data exception": the message quotes the value. */
const quotesValue = (fields: Record<string, unknown>): boolean => /^22/.test(String(fields.code ?? ''));

/** An error without what people wrote: PostgreSQL tells the row that a constraint refused, and MikroORM repeats it in the message. */
export const withoutData = (error: Error): object => {
  const { type, message, stack } = stdSerializers.err(error);
  const fields = error as unknown as Record<string, unknown>;
  const { detail } = fields;
  const cleaned = (text: string): string => {
    const withoutRow = typeof detail === 'string' && detail !== '' ? text.replaceAll(detail, '…') : text;
    return quotesValue(fields) ? withoutRow.replaceAll(/"[^"]*"/g, '"…"') : withoutRow;
  };
  const kept = KEPT.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]);
  return { type, message: cleaned(message), stack: cleaned(stack), ...Object.fromEntries(kept) };
};

/** The log: JSON on standard output. Never message text, tokens or passwords, at any level. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    serializers: { err: withoutData },
    redact: { paths: ['req.headers.authorization', '*.password', '*.token', '*.accessToken', '*.refreshToken'], censor: '[redacted]' },
  });
