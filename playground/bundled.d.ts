declare module '*.css';

/** Addresses of the worker scripts; build.mjs knows their hashed names and puts them in. */
declare const WORKER_SCRIPTS: { editor: string; graphql: string; json: string };
