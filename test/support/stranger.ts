/** A process that has nothing to do with PostgreSQL, for the tests in which it bears PostgreSQL's old id. */
process.stdout.write('here\n');
setInterval(() => undefined, 60_000);
