import type { Desk } from './desk.js';

/** A number of /metrics, as an operator sees it. */
export const gauge = async ({ url }: Desk, name: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
};
