import { redisIsInstalled } from '../../src/cluster/redis-server.js';

/** Undefined where tests with Redis can run: where it is installed, and in CI always, where its absence has to fail rather than skip. */
export const whyNoRedis = redisIsInstalled() || process.env.CI === 'true' ? undefined : 'redis-server is not installed';
