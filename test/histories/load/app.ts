import { Template } from 'aws-cdk-lib/assertions';
import { VendorApi, VendorAuth, VendorList, VendorOwnership, VendorRegistration } from '../../../lib';
import type { TemplateResource } from '../../../testing';
import { aKey, anApp, aStack, REGISTRATION } from '../../lib/fixture';

/** What an app is made of. */
export interface AppProps {
  readonly stacks: number;
  readonly registrations: number;
  readonly vendorUrl: string;
  /** What the description says of the vendor's limit. */
  readonly requestsPerMinute?: number;
}

/** One stack, as a deploy would carry it out. */
export interface SynthesisedStack {
  readonly name: string;
  readonly template: Readonly<Record<string, TemplateResource>>;
  /** Of its function. */
  readonly environment: Readonly<Record<string, string>>;
  /** Of its function, in seconds. */
  readonly timeout: number;
}

/** Synthesises an app whose registrations are spread over its stacks: all at one vendor, each a record of its own. */
export function synthesise({ stacks, registrations, vendorUrl, requestsPerMinute }: AppProps): SynthesisedStack[] {
  const app = anApp();
  const made = Array.from({ length: stacks }, (_, index) => aStack(`Exports${index}`, 'eu-west-1', app));
  for (const [index, stack] of made.entries()) {
    const authentication = [VendorAuth.header('X-Api-Key', aKey(stack))];
    const api = new VendorApi({ ...RECORDS, baseUrl: vendorUrl, authentication, requestsPerMinute });
    for (let number = index; number < registrations; number += stacks) {
      const role = `arn:aws:iam::111122223333:role/exports-${number}`;
      const body = { name: `exports-${number}`, bucketName: 'exports', roleArn: role, externalIdMode: 'GENERATED' };
      new VendorRegistration(stack, `Output${number}`, { api, body }).externalId;
    }
  }
  return made.map((stack) => {
    const resources = Object.entries<{ Type: string; Properties: Record<string, unknown> }>(
      Template.fromStack(stack).toJSON().Resources,
    );
    const [, fn] = resources.find(([, { Type }]) => Type === 'AWS::Lambda::Function') ?? [];
    const registered = resources.filter(([, { Type }]) => Type === REGISTRATION);
    return {
      name: stack.stackName,
      template: Object.fromEntries(
        registered.map(([id, { Properties }]) => [
          id,
          { properties: { ...Properties, ServiceToken: stack.stackName } },
        ]),
      ),
      environment: Object(fn?.Properties.Environment).Variables ?? {},
      timeout: Number(fn?.Properties.Timeout),
    };
  });
}

/** Records like Bitmovin's, which are found by their name. */
const RECORDS = {
  path: '/analytics/outputs/s3-role-based',
  envelope: '/data/result',
  list: VendorList.byOffset({ items: '/data/result/items', filter: { name: '/name' } }),
  ownership: VendorOwnership.marker('/description'),
  createdAt: '/createdAt',
  externalId: '/externalId',
  errorCode: '/data/code',
  errorText: ['/data/message', '/data/details'],
};
