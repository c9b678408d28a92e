declare module '*.css';

/** Addresses of the worker scripts; build.mjs knows their hashed names and puts them in. */
declare const WORKER_SCRIPTS: { editor: string; graphql: string; json: string };

/** The files of examples/, as build.mjs found them. */
declare const EXAMPLE_FILES: import('./example').ExampleFiles[];
