import { expect, test } from '@jest/globals';
import { playChaos } from '../chaos/chaos.js';

/** The short form of `npm run chaos`: another order of faults each time, and the seed with which to play it again. */
test('processes, PostgreSQL, Redis and sockets fail while people talk, and nothing is lost', async () => {
  const seed = Math.floor(Math.random() * 1_000_000);
  const told: string[] = [];
  const { faults } = await playChaos({ seed, seconds: 15, nodes: 2 }, (line) => told.push(line));
  expect({ faults, ...(faults.length > 0 && { again: `npm run chaos -- --seed ${seed} --seconds 15 --nodes 2`, told }) }).toEqual({
    faults: [],
  });
}, 300_000);
