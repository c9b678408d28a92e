export type TopicKey =
  | 'tracking'
  | 'address'
  | 'cancel'
  | 'return'
  | 'size'
  | 'faulty'
  | 'card'
  | 'transfer'
  | 'dispute'
  | 'login'
  | 'feedback';

export interface Line {
  by: 'customer' | 'agent';
  template: string;
}

/** Lines that stand or fall together; optional ones are left out of some conversations. */
export interface Passage {
  optional: boolean;
  lines: Line[];
}

export interface Script {
  topic: TopicKey;
  passages: Passage[];
}

/**
 * A chat as it may go, one message a line: `C:` the customer, `A:` the agent; lines with `?` before them are one optional
 * passage as long as they follow each other. `[a|b]` is one of these, `{slot}` a fact of the conversation or a phrase of
 * phrases.ts.
 */
export const script = (topic: TopicKey, text: string): Script => {
  const passages: Passage[] = [];
  for (const line of text.trim().split('\n')) {
    const [, mark, by, template] = /^(\??)([CA]): (.+)$/.exec(line.trim()) ?? [];
    if (!template) throw new Error(`not a line of a script: ${line}`);
    const optional = mark === '?';
    if (passages.at(-1)?.optional !== optional) passages.push({ optional, lines: [] });
    passages.at(-1)?.lines.push({ by: by === 'C' ? 'customer' : 'agent', template });
  }
  return { topic, passages };
};
