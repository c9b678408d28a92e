import { z } from 'zod';
import { readConfig } from '../config.js';
import { applyMigrations } from '../database.js';
import { Refusal } from '../errors.js';
import { openDatabase, requireCurrent, withOrm } from '../open-database.js';
import { email, name, newPassword } from '../services/inputs.js';
import { createWorkspace, type NewWorkspace } from '../services/workspaces/create-workspace.js';
import { SetupError } from '../setup-error.js';
import { readFlags } from './flags.js';
import { runProgram } from './program.js';
import { Prompt } from './prompt.js';

const USAGE = `Makes a workspace and its administrator. What no flag gives is asked for.

  npm run create-workspace -- [--name "Acme"] [--administrator "Ada Lovelace"] [--email ada@example.com] [--password …]

A password in a flag stays in the shell's history and shows in the list of processes: leave it to the prompt, or pipe it in.`;

const TEXT = { type: 'string' } as const;

interface Question {
  flag: 'name' | 'administrator' | 'email' | 'password';
  words: string;
  shape: z.ZodType<string, string>;
}

const QUESTIONS: Record<Question['flag'], Question> = {
  name: { flag: 'name', words: 'Name of the workspace: ', shape: name('name of the workspace') },
  administrator: { flag: 'administrator', words: 'First and last name of the administrator: ', shape: name('name of the administrator') },
  email: {
    flag: 'email',
    words: 'E-mail address of the administrator: ',
    shape: email.pipe(z.email('Expected an e-mail address such as ada@example.com.')),
  },
  password: { flag: 'password', words: 'Password, at least 12 characters (does not show): ', shape: newPassword },
};

/** `npm run create-workspace`, on the database the settings name. */
await runProgram(async () => {
  const flags = readFlags(USAGE, { name: TEXT, administrator: TEXT, email: TEXT, password: TEXT });
  if (!flags) return console.log(USAGE);
  const wanted = await gather(flags);
  const config = readConfig();
  const database = await openDatabase(config, console.log);
  try {
    await withOrm(database.url, async (orm) => {
      if (config.databaseUrl) await requireCurrent(orm);
      else await applyMigrations(orm);
      await createWorkspace(orm.em.fork(), wanted);
    });
  } catch (error) {
    throw error instanceof Refusal ? new SetupError(`${error.message} Give another one: --email`) : error;
  } finally {
    await database.stop();
  }
  console.log(nextSteps(wanted));
});

/** Asked before the database is opened: nothing runs while somebody thinks of a password. */
async function gather(flags: Partial<Record<Question['flag'], string>>): Promise<NewWorkspace> {
  const prompt = new Prompt();
  try {
    const answer = (question: Question) => fromFlag(question, flags[question.flag]) ?? fromPrompt(question, prompt);
    const workspace = await answer(QUESTIONS.name);
    const administrator = await answer(QUESTIONS.administrator);
    const address = await answer(QUESTIONS.email);
    return { name: workspace, administrator: { name: administrator, email: address, password: await answer(QUESTIONS.password) } };
  } finally {
    prompt.close();
  }
}

function fromFlag({ flag, shape }: Question, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { data, error } = shape.safeParse(value);
  if (error) throw new SetupError(`--${flag}: ${error.issues[0]?.message}`);
  return data;
}

async function fromPrompt(question: Question, prompt: Prompt): Promise<string> {
  const isSecret = question.flag === 'password';
  const given = await (isSecret ? prompt.askHidden(question.words) : prompt.ask(question.words));
  const complaint = question.shape.safeParse(given).error?.issues[0]?.message ?? (await mistyped(isSecret, given, prompt));
  if (complaint === undefined) return question.shape.parse(given);
  if (!prompt.isTerminal) throw new SetupError(complaint);
  console.log(complaint);
  return fromPrompt(question, prompt);
}

/** Whoever cannot see what they type, types it twice. */
async function mistyped(isSecret: boolean, given: string, prompt: Prompt): Promise<string | undefined> {
  if (!isSecret || !prompt.isTerminal) return undefined;
  return (await prompt.askHidden('The same again: ')) === given ? undefined : 'The two are not the same.';
}

function nextSteps({ name: workspace, administrator }: NewWorkspace): string {
  return `
Made the workspace “${workspace}” with its administrator ${administrator.name}.

Next
  1. npm start
  2. Open the playground it prints, and sign in there as ${administrator.email}.
  3. Set up: createProduct, createChannel, createTopic, inviteAgent. Give yourself grants with updateAgent to answer too.
`;
}
