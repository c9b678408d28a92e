import type { WebSocket } from 'ws';
import { CLOSE } from './close-codes.js';
import { unhurried } from './drain.js';

/** So many come back at once without being noticed. */
const FEW = 50;
const SLICE_MILLISECONDS = 100;

const sendAway = (socket: WebSocket): void => socket.close(CLOSE.RESTART, 'The server is restarting: connect again');

/**
 * Sends sockets away in slices at uneven moments, in no order: those who go at once come back at once, to processes that have
 * work of their own. All at once where they are few.
 */
export const sayFarewell = async (sockets: ReadonlySet<WebSocket>, milliseconds: number, hurry: AbortSignal): Promise<void> => {
  const waiting = shuffled([...sockets]);
  const slices = Math.max(1, Math.min(Math.ceil(waiting.length / FEW), Math.floor(milliseconds / SLICE_MILLISECONDS)));
  const size = Math.ceil(waiting.length / slices);
  while (waiting.length > 0) {
    for (const socket of waiting.splice(0, size)) sendAway(socket);
    if (waiting.length > 0) await unhurried((milliseconds / slices) * (0.5 + Math.random()), hurry);
  }
};

const shuffled = <Item>(items: Item[]): Item[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
