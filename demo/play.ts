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

/** The acts of the demo. Each act takes the results of the acts before it, and throws if a check fails. */
export class Play {
  /** All attempts so far. */
  readonly tried: Tried[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly progress: Progress,
    private readonly signal: AbortSignal,
  ) {}

  /** Deploys once, then shows the trust policy in IAM and the record at the vendor. */
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

  /** The vendor makes an export. Then it and others try what IAM must refuse. */
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

  /** Deploys a change that Bitmovin cannot make in place. It needs a new output, and the trust must follow that. */
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

  /** Destroys the stack. The role and the record go. The bucket stays, because it holds the user's data. */
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

/** The result of the act `deploy`. */
export interface Deployed {
  readonly context: AppContext;
  readonly deployment: Deployment;
}

/** The result of the act `becomeTheVendor`: the parties, and the resources that they tried. */
export interface Visited {
  readonly cast: Cast;
  readonly scene: Scene;
}
