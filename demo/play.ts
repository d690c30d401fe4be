import { bootstrap } from '../emulator/cdk';
import { ALLOWED, FORBIDDEN, NEW_EXTERNAL_ID, OLD_EXTERNAL_ID, type Scene } from './attempts';
import { type AppContext, type Deployment, deploy, destroy, storeApiKey } from './deploy';
import { ensure } from './failure';
import { ensureNothingStays, handshakeOf } from './handshake';
import type { Progress } from './progress';
import { definitions, json } from './show';
import type { Stage } from './stage';
import { ensureAsExpected, type Tried, tableOf, tryAll } from './tries';
import { type Cast, castFor, createOtherBucket } from './vendor';

/** The demo, act by act. Each begins where the one before ended, and throws where something does not hold. */
export class Play {
  /** All that was tried. */
  readonly tried: Tried[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly progress: Progress,
    private readonly signal: AbortSignal,
  ) {}

  /** One deploy, and what stands on both sides after it. */
  async deploy(): Promise<Deployed> {
    const { stage, progress, signal } = this;
    const secretArn = await this.step('Putting an API key in Secrets Manager', () => storeApiKey(stage));
    await this.step('cdk bootstrap', () => bootstrap(stage.aws, { signal }));
    const context = { secretArn, apiBaseUrl: stage.fake.url };
    const deployment = await this.step('cdk deploy', () => deploy(stage, context, signal));

    const { trust, record } = await handshakeOf(stage, deployment);
    progress.block(
      ...definitions({
        bucket: deployment.bucketName,
        role: deployment.roleArn,
        'output id': deployment.outputId,
        'external id': deployment.externalId,
        'trust in IAM': json(trust),
        'at Bitmovin': json(record),
      }),
    );
    return { context, deployment };
  }

  /** The vendor comes and does its work; then it and others try what nobody was let into. */
  async becomeTheVendor({ context, deployment }: Deployed): Promise<Visited> {
    const { stage, progress, signal } = this;
    const cast = await this.step('Becoming the vendor', () => castFor(stage.aws, deployment));
    const otherBucketName = await createOtherBucket(cast.owner);
    const scene = { ...deployment, secretArn: context.secretArn, otherBucketName };
    const tried = await this.step('Trying what it may do, and what nobody may', async () => [
      ...(await tryAll(ALLOWED, 'allowed', { cast, scene, signal })),
      ...(await tryAll(FORBIDDEN, 'refused', { cast, scene, signal })),
    ]);
    progress.block(...tableOf(tried, progress.colours, { headings: true }));
    this.accept(tried);
    return { cast, scene };
  }

  /** A change that cannot be made to an output, so that there is a new one, and the trust follows it. */
  async change({ context, deployment: old }: Deployed, { cast, scene }: Visited): Promise<void> {
    const { stage, progress, signal } = this;
    const changed = { ...context, description: 'Changed by the demo' };
    const deployment = await this.step('cdk deploy, of a change that forces a new output', () =>
      deploy(stage, changed, signal),
    );
    await handshakeOf(stage, deployment);
    const { outputId, externalId } = deployment;
    ensure(outputId !== old.outputId, `The change made no new output: it is still ${outputId}.`);
    ensure(externalId !== old.externalId, `The new output has the old one's external ID: ${externalId}.`);
    const tried = [
      ...(await tryAll(OLD_EXTERNAL_ID, 'refused', { cast, scene, signal })),
      ...(await tryAll(NEW_EXTERNAL_ID, 'allowed', { cast, scene: { ...scene, externalId }, signal })),
    ];
    progress.block(
      ...definitions({
        'output id': `${outputId}; the old one is gone at Bitmovin`,
        'external id': `${externalId}; the trust in IAM follows it`,
      }),
      ...tableOf(tried, progress.colours),
    );
    this.accept(tried);
  }

  /** What is ours goes; the bucket, which holds the user's data, stays. */
  async destroy({ deployment }: Deployed): Promise<void> {
    const { stage, progress, signal } = this;
    await this.step('cdk destroy', () => destroy(stage, signal));
    const { bucketName } = deployment;
    const objects = await ensureNothingStays(stage, deployment);
    progress.block(
      ...definitions({
        'at Bitmovin': 'no record',
        'in IAM': 'no role',
        'in S3': `${bucketName} stays, with ${objects} object in it: its removal policy is RETAIN`,
      }),
    );
  }

  private step<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    return this.progress.step(what, work);
  }

  private accept(tried: readonly Tried[]): void {
    ensureAsExpected(tried);
    this.tried.push(...tried);
  }
}

/** What stands after the first act. */
export interface Deployed {
  readonly context: AppContext;
  readonly deployment: Deployment;
}

/** Who came, and to what. */
export interface Visited {
  readonly cast: Cast;
  readonly scene: Scene;
}
