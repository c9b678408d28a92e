// Bundles the playground into dist/playground, or the directory given: index.html, and assets/ whose names carry a hash of their contents.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = resolve(process.argv[2] ?? join(root, 'dist/playground'));

const workers = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
};

const shared = {
  absWorkingDir: root,
  outdir: join(out, 'assets'),
  publicPath: '/playground',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: 'linked',
  metafile: true,
  write: false,
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
};

// graphiql/style.css carries Monaco's styles; the ones that Monaco's own modules import would be the same again.
const withoutMonacoStyles = {
  name: 'without-monaco-styles',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]monaco-editor[\\/].*\.css$/ }, () => ({ contents: '', loader: 'js' }));
  },
};

function addressesOf({ outputs }, source) {
  const [script, { cssBundle }] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(source));
  const [address, styles] = [script, cssBundle].map((path) => path && `/playground/${basename(path)}`);
  return { address, styles };
}

async function bundleWorkers() {
  const { metafile, outputFiles } = await build({ ...shared, entryPoints: workers, format: 'iife' });
  const addresses = Object.entries(workers).map(([name, source]) => [name, addressesOf(metafile, source).address]);
  return { files: outputFiles, scripts: Object.fromEntries(addresses) };
}

async function bundlePage(workerScripts) {
  const { metafile, outputFiles } = await build({
    ...shared,
    entryPoints: ['playground/main.tsx', 'playground/icon.svg'],
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    loader: { '.svg': 'copy' },
    define: { ...shared.define, WORKER_SCRIPTS: JSON.stringify(workerScripts) },
    // GraphiQL names Prettier's parsers by their CommonJS files, whose named exports don't survive bundling; these are the same as modules.
    alias: { 'prettier/parser-babel': 'prettier/plugins/babel', 'prettier/parser-graphql': 'prettier/plugins/graphql' },
    plugins: [withoutMonacoStyles],
  });
  const main = addressesOf(metafile, 'playground/main.tsx');
  const icon = addressesOf(metafile, 'playground/icon.svg');
  const template = await readFile(join(root, 'playground/index.html'), 'utf8');
  const html = template
    .replace('"main.js"', `"${main.address}"`)
    .replace('"main.css"', `"${main.styles}"`)
    .replace('"icon.svg"', `"${icon.address}"`);
  return { files: outputFiles, html };
}

const workerBundle = await bundleWorkers();
const page = await bundlePage(workerBundle.scripts);
const files = [...workerBundle.files, ...page.files];

await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'assets'), { recursive: true });
await writeFile(join(out, 'index.html'), page.html);
let bytes = 0;
let bytesCompressed = 0;
for (const { path, contents } of files) {
  const compressed = gzipSync(contents, { level: 9 });
  await Promise.all([writeFile(path, contents), writeFile(`${path}.gz`, compressed)]);
  bytes += contents.length;
  bytesCompressed += compressed.length;
}

const megabytes = (count) => `${(count / 1e6).toFixed(1)} MB`;
console.log(`playground: ${files.length} files, ${megabytes(bytes)}, ${megabytes(bytesCompressed)} compressed`);
