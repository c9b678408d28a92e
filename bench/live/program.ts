import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of the benchmark in a process of its own, which answers one question after the other. */
export class Program<Question, Answers extends object> {
  private constructor(
    private readonly child: ChildProcess,
    readonly hello: Answers,
  ) {}

  static async start<Question, Answers extends object>(file: string): Promise<Program<Question, Answers>> {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--expose-gc'],
    });
    const [hello] = (await once(child, 'message')) as [Answers];
    return new Program(child, hello);
  }

  async ask<Answer>(question: Question): Promise<Answer> {
    this.child.send(question as object);
    const [answer] = (await once(this.child, 'message')) as [Answer];
    return answer;
  }

  async stop(): Promise<void> {
    this.child.disconnect();
    await once(this.child, 'exit');
  }
}
