import type { Plugin } from 'esbuild';

/**
 * Two providers of the SDK's default chain, because Lambda uses no other. It writes a function's credentials into the
 * environment. With SnapStart, the environment names an HTTP endpoint instead (Lambda developer guide, "Defined runtime
 * environment variables" and "Activating and managing Lambda SnapStart").
 */
const PROVIDER = `
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { fromHttp } from '@aws-sdk/credential-provider-http';
import { memoizeChain } from './runtime/memoize-chain';

const FIVE_MINUTES = 300_000;

export const defaultProvider = (init) =>
  memoizeChain(
    [fromEnv(init), async () => fromHttp(init)()],
    ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < FIVE_MINUTES,
  );
`;

/**
 * Leaves the other credential providers out of a bundle: profiles, single sign-on, processes, web identities and instance
 * metadata. They bring four more AWS clients. The bundle of a handler is smaller by 100 KB without them.
 */
export const lambdaCredentials: Plugin = {
  name: 'lambda-credentials',
  setup(build) {
    const filter = /[\\/]@aws-sdk[\\/]credential-provider-node[\\/]dist-es[\\/]index\.js$/;
    build.onLoad({ filter }, () => ({ contents: PROVIDER, loader: 'js' }));
  },
};
