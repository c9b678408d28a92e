// Bundles the playground into dist/playground, or the directory given: its pages, and assets/ whose names carry a hash of their contents.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { errorsPage } from './errors-page.ts';

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

/** The files of examples/ as the page reads them; one of variables that belongs to no example is a mistake. */
async function exampleFiles() {
  const directory = join(root, 'examples');
  const files = new Set((await readdir(directory)).toSorted());
  const names = [...files].filter((file) => file.endsWith('.graphql')).map((file) => basename(file, '.graphql'));
  const stray = [...files].find((file) => !names.includes(file.replace(/\.(graphql|variables\.json)$/, '')));
  if (stray) throw new Error(`examples/${stray} belongs to no example`);
  return Promise.all(
    names.map(async (name) => ({
      name,
      query: await readFile(join(directory, `${name}.graphql`), 'utf8'),
      variables: files.has(`${name}.variables.json`) ? JSON.parse(await readFile(join(directory, `${name}.variables.json`), 'utf8')) : {},
    })),
  );
}

async function bundlePages(workerScripts) {
  const { metafile, outputFiles } = await build({
    ...shared,
    entryPoints: ['playground/main.tsx', 'playground/talk.tsx', 'playground/errors.css', 'playground/icon.svg'],
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    loader: { '.svg': 'copy' },
    define: { ...shared.define, WORKER_SCRIPTS: JSON.stringify(workerScripts), EXAMPLE_FILES: JSON.stringify(await exampleFiles()) },
    // GraphiQL names Prettier's parsers by their CommonJS files, whose named exports don't survive bundling; these are the same as modules.
    alias: { 'prettier/parser-babel': 'prettier/plugins/babel', 'prettier/parser-graphql': 'prettier/plugins/graphql' },
    plugins: [withoutMonacoStyles],
  });
  const at = (source) => addressesOf(metafile, `playground/${source}`);
  const script = (source) => ({ 'main.js': at(source).address, 'main.css': at(source).styles });
  const errors = errorsPage(await readFile(join(root, 'docs/errors.md'), 'utf8'));
  const pages = {
    'playground.html': await page('playground.html', { ...script('main.tsx'), 'icon.svg': at('icon.svg').address }),
    'talk.html': await page('talk.html', { ...script('talk.tsx'), 'icon.svg': at('icon.svg').address }),
    'errors.html': (await page('errors.html', { 'errors.css': at('errors.css').address, 'icon.svg': at('icon.svg').address })).replace(
      '<!-- docs/errors.md -->',
      errors,
    ),
  };
  return { files: outputFiles, pages };
}

/** A page's template with the hashed addresses in place of the names. */
async function page(template, addresses) {
  let html = await readFile(join(root, 'playground', template), 'utf8');
  for (const [name, address] of Object.entries(addresses)) html = html.replace(`"${name}"`, `"${address}"`);
  return html;
}

const workerBundle = await bundleWorkers();
const { files: pageFiles, pages } = await bundlePages(workerBundle.scripts);
const files = [...workerBundle.files, ...pageFiles];

await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'assets'), { recursive: true });
for (const [name, html] of Object.entries(pages)) await writeFile(join(out, name), html);
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
