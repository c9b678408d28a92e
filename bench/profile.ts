import type { Profiler } from 'node:inspector';

export type Profile = Profiler.Profile;

/** Where time goes, by the file that a function stands in; the first that fits counts. */
const LAYERS: [layer: string, pattern: RegExp][] = [
  ['garbage collection', /^\(garbage collector\)$/],
  ['idle', /^\(idle\)$/],
  ['token (jose)', /node_modules\/jose\//],
  ['parse and validate', /node_modules\/graphql\/(language|validation|utilities)|graphql-armor/],
  ['execute (graphql-js, type-graphql)', /node_modules\/(graphql|graphql-scalars|type-graphql)\//],
  ['Apollo', /node_modules\/(@apollo|@as-integrations)\//],
  ['PostgreSQL client (pg)', /node_modules\/(pg|pg-[a-z-]+|postgres-[a-z-]+)\//],
  ['ORM and query builder (MikroORM, kysely)', /node_modules\/(@mikro-orm|kysely)\//],
  [
    'log and metrics (pino, prom-client)',
    /node_modules\/(pino|pino-[a-z-]+|prom-client|sonic-boom|thread-stream|fast-safe-stringify|quick-format-unescaped)\//,
  ],
  ['HTTP (Fastify)', /node_modules\/(fastify|@fastify|avvio|find-my-way|light-my-request|secure-json-parse|fast-json-stringify)\//],
  ['input (zod)', /node_modules\/zod\//],
  ['loaders (dataloader)', /node_modules\/dataloader\//],
  ['other packages', /node_modules\//],
  ['our own code', /\/(src|migrations)\//],
];

/** Node's own code and the engine count for whoever called them. */
const layerOf = ({ url, functionName }: Profiler.ProfileNode['callFrame']): string | undefined =>
  LAYERS.find(([, pattern]) => pattern.test(url) || pattern.test(functionName))?.[0];

const NODE = /^node:(internal\/)?(_?http|net|stream|_?stream|tcp|timers|process\/task_queues)/;

const layerOfNode = ({ url }: Profiler.ProfileNode['callFrame']): string => (NODE.test(url) ? 'Node: HTTP and sockets' : 'Node: other');

export interface LayerTime {
  layer: string;
  milliseconds: number;
}

/** Time a layer, over the whole profile, the largest first; what stands on no stack of ours is Node's own. */
export const timeByLayer = ({ nodes, samples = [], timeDeltas = [] }: Profile): LayerTime[] => {
  const layers = new Map<number, string>();
  const name = (node: Profiler.ProfileNode, callers: string | undefined): void => {
    const own = layerOf(node.callFrame) ?? callers;
    layers.set(node.id, own ?? layerOfNode(node.callFrame));
    for (const child of node.children ?? []) {
      const called = byId.get(child);
      if (called) name(called, own);
    }
  };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const [root] = nodes;
  if (root) name(root, undefined);
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const layer = layers.get(id) ?? 'Node: other';
    times.set(layer, (times.get(layer) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  });
  return [...times].map(([layer, milliseconds]) => ({ layer, milliseconds })).sort((one, other) => other.milliseconds - one.milliseconds);
};
