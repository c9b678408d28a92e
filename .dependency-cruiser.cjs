/**
 * Imports point one way: server → resolvers, jobs → services → events, auth, channels, job queue → entities. Layers are read from the sources, imports of types included;
 * cycles from what was built, where those are gone, because this parser does not tell them apart.
 */
const layers = {
  entities: ['entities'],
  'events, auth, loaders, channels and the job queue': ['events', 'auth', 'loaders', 'channels', 'job-queue'],
  services: ['services'],
  'resolvers and jobs': ['resolvers', 'jobs', 'demo'],
  'server and programs': ['server', 'main', 'cli', 'cluster'],
};
const names = Object.keys(layers);
const path = (members) => `^src/(${members.join('|')})(/|\\.ts$)`;

const oneWay = names.slice(0, -1).map((name, index) => ({
  name: `${name.replaceAll(/\W+/g, '-')}-import-no-layer-above`,
  comment: `Imports point one way; ${name} know nothing of ${names.slice(index + 1).join(', ')}.`,
  severity: 'error',
  from: { path: path(layers[name]) },
  to: { path: path(names.slice(index + 1).flatMap((above) => layers[above])) },
}));

module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: 'no-cycles',
      comment: 'Modules that need each other when they load fail in one order of loading or the other. Types alone may.',
      severity: 'error',
      from: { path: '^dist/' },
      to: { circular: true },
    },
    {
      name: 'postgres-stands-alone',
      comment: 'The embedded PostgreSQL is a part of its own, started before there is anything else.',
      severity: 'error',
      from: { path: '^src/postgres/' },
      to: { path: '^src/', pathNot: ['^src/postgres/', '^src/(error-code|setup-error)\\.ts$'] },
    },
    {
      name: 'the-wire-knows-no-database',
      comment: 'What Meta’s platforms say and are told: neither settings, entities nor services behind it.',
      severity: 'error',
      from: { path: '^src/channels/meta/' },
      to: { path: '^src/', pathNot: '^src/(channels/meta/|entities/enums\\.ts$)' },
    },
    {
      name: 'dialogues-are-words-only',
      comment: 'What people say, for the demo workspace and the demo day alike: neither a database nor a server behind it.',
      severity: 'error',
      from: { path: '^src/dialogues/' },
      to: { path: '^src/', pathNot: '^src/dialogues/' },
    },
    {
      name: 'the-demo-day-knows-the-public-api-only',
      comment: 'It proves what any client can see: nothing of the server may help it.',
      severity: 'error',
      from: { path: '^src/demo-day/' },
      to: { path: '^src/', pathNot: '^src/(demo-day|dialogues)/' },
    },
    {
      name: 'nobody-needs-the-demo-day',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/demo-day/' },
      to: { path: '^src/demo-day/' },
    },
    {
      name: 'sources-do-not-know-tests',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'nothing-unresolvable',
      comment: 'The package left out has types only.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@graphql-typed-document-node/core$' },
    },
    {
      name: 'installed-in-production',
      comment: 'What runs on a server is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^dist/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    // The default parser needs TypeScript 6 or older.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist/playground|playground)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
