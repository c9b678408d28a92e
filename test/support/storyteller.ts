import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse, print } from 'graphql';
import { type Example, type Role, readExample, type Variables } from '../../playground/example.js';
import { fill, type KnownSession, type Lookup } from '../../playground/placeholders.js';
import { projectRoot } from '../../src/config.js';
import { wayIn } from '../../src/demo/way-in.js';
import type { Client, Followed } from './client.js';
import type { Desk } from './desk.js';

const directory = join(projectRoot(), 'examples');

const readVariables = (name: string, files: string[]): Variables =>
  files.includes(`${name}.variables.json`) ? JSON.parse(readFileSync(join(directory, `${name}.variables.json`), 'utf8')) : {};

/** Every file of examples/, in order. */
export const examples: readonly Example[] = readdirSync(directory)
  .filter((file) => file.endsWith('.graphql'))
  .toSorted()
  .map((file, _index, files) => {
    const name = file.slice(0, -'.graphql'.length);
    return readExample({
      name,
      query: readFileSync(join(directory, file), 'utf8'),
      variables: readVariables(name, [...files, ...readdirSync(directory)]),
    });
  });

interface Party extends KnownSession {
  client: Client;
}

/** Runs the examples as the playground does: as whom they name, with variables looked up from what is there. */
export class Storyteller {
  private readonly parties = new Map<Role, Party>();

  constructor(private readonly desk: Desk) {}

  /** Acts as this party from now on. */
  enter(role: Role, accessToken: string | null, session: KnownSession): void {
    this.parties.set(role, { ...session, client: this.desk.withToken(accessToken ?? '') });
  }

  /** Sends a query or mutation over HTTP. */
  async run<Data, Sent>(document: TypedDocumentNode<Data, Sent>): Promise<Data> {
    const { example, variables } = await this.prepared(document);
    return this.client(example.runsAs).ask(document, variables);
  }

  /** Subscribes over a WebSocket. */
  async follow<Data, Sent>(document: TypedDocumentNode<Data, Sent>): Promise<Followed<Data>> {
    const { example, variables } = await this.prepared(document);
    return this.client(example.runsAs).follow(document, variables);
  }

  private async prepared<Data, Sent>(document: TypedDocumentNode<Data, Sent>): Promise<{ example: Example; variables: Sent }> {
    const text = print(document);
    const example = examples.find(({ query }) => print(parse(query)) === text);
    if (!example) throw new Error(`Generated types are not what examples/ says. Run: npm run codegen\n${text}`);
    const { variables, remedies } = await fill(example.variables, example.runsAs, await this.lookup());
    if (remedies.length > 0) throw new Error(`examples/${example.name}: ${remedies.join(' ')}`);
    return { example, variables: variables as Sent };
  }

  private client(role: Role): Client {
    return role === 'nobody' ? this.desk.visitor() : this.party(role).client;
  }

  private party(role: Role): Party {
    const party = this.parties.get(role);
    if (!party) throw new Error(`No ${role} has entered yet.`);
    return party;
  }

  private async lookup(): Promise<Lookup> {
    return {
      demo: await wayIn(this.desk.server.app.orm),
      session: (role) => this.parties.get(role),
      ask: (role, query, variables) => this.party(role).client.ask(query, variables),
    };
  }
}
