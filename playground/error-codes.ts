export interface ExplainedCode {
  code: string;
  /** Where the page of errors explains it. */
  address: string;
}

interface Answer {
  errors?: { extensions?: { code?: string } }[];
  data?: Record<string, { userErrors?: { code?: string }[] } | null> | null;
}

const explained = (code: string, kind: 'error' | 'userError'): ExplainedCode => ({ code, address: `/errors#${kind}-${code}` });

/** The error codes in a response: top-level ones, and those of the payloads. Anything else than a response has none. */
export function explainedCodes(response: string): ExplainedCode[] {
  const answer = parsed(response);
  const topLevel = (answer?.errors ?? []).flatMap(({ extensions }) => (extensions?.code ? [explained(extensions.code, 'error')] : []));
  const userErrors = Object.values(answer?.data ?? {}).flatMap((payload) => payload?.userErrors ?? []);
  const ofPayloads = userErrors.flatMap(({ code }) => (code ? [explained(code, 'userError')] : []));
  const all = [...topLevel, ...ofPayloads];
  return all.filter(({ address }, index) => all.findIndex((other) => other.address === address) === index);
}

function parsed(response: string): Answer | undefined {
  try {
    return JSON.parse(response);
  } catch {
    return undefined; // A response that is just being written.
  }
}
