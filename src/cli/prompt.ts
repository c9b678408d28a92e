import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { SetupError } from '../setup-error.js';

/** Asks whoever sits at the terminal; from a pipe it takes a line for each question. */
export class Prompt {
  readonly isTerminal = Boolean(process.stdin.isTTY);
  private isHidden = false;
  private readonly lines: Interface;
  private readonly answers: AsyncIterator<string>;

  constructor() {
    const output = new Writable({
      write: (chunk, _encoding, done) => (this.isHidden ? done() : process.stdout.write(chunk, () => done())),
    });
    this.lines = createInterface({ input: process.stdin, output, terminal: this.isTerminal, historySize: 0 });
    // With a terminal in raw mode Ctrl-C comes as a key.
    this.lines.on('SIGINT', () => {
      process.stdout.write('\n');
      process.exit(130);
    });
    this.answers = this.lines[Symbol.asyncIterator]();
  }

  ask(question: string): Promise<string> {
    process.stdout.write(question);
    return this.answer(question);
  }

  /** What is typed does not show. */
  async askHidden(question: string): Promise<string> {
    process.stdout.write(question);
    this.isHidden = true;
    try {
      return await this.answer(question);
    } finally {
      this.isHidden = false;
      if (this.isTerminal) process.stdout.write('\n');
    }
  }

  close(): void {
    this.lines.close();
  }

  private async answer(question: string): Promise<string> {
    const { value, done } = await this.answers.next();
    if (done) throw new SetupError(`The input ended before an answer to “${question.trim()}”.`);
    return value;
  }
}
