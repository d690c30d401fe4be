import { STACK_VARIABLE } from '../../lib/vendor-api/contract';
import { type CustomResourceEvent, FakeClock } from '../../testing';
import type { DescribedStack } from '../../testing/cloudformation/describe-stack';
import { Invocation } from '../../testing/lambda/invocation';
import { propertiesOf } from '../faults/cloudformation/properties';
import { environmentFor } from '../handlers/open';
import type { Subject } from './subject';

const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Exports/0a1b2c3d-0000-4000-8000-000000000001';
const LOGICAL_ID = 'Main';
const ID = 'va1:own:AAAAAAAAAAAAAA.BBBBBBBBBBBBBB:live';
const OLD_ID = 'va1:own:AAAAAAAAAAAAAA.CCCCCCCCCCCCCC:old';

/** Nothing listens at these, and the handler must call only the last one. */
const VENDOR = 'http://127.0.0.1:1';
const FOREIGN = 'http://127.0.0.2:1';
const ANSWERS = 'http://127.0.0.3:1/answer';

const PROPERTIES = propertiesOf(VENDOR, { body: { name: 'ours' } });
const FAILED = propertiesOf(VENDOR, { body: { name: 'of the failed update' } });
const BEGAN = Date.UTC(2026, 0, 1);
const ROLLED_BACK = BEGAN + 60_000;
const DURING_UPDATE = `${ANSWERS}?X-Amz-Date=20260101T000010Z`;

/** An event that somebody makes up, and what CloudFormation says meanwhile. Each breaks one rule. */
export interface Forgery {
  readonly event: Partial<CustomResourceEvent>;
  /** How CloudFormation describes the resource; undefined: it does not answer. */
  readonly resource?: { readonly status: string; readonly physicalId: string };
  readonly status?: string;
  readonly events?: DescribedStack['events'];
}

const LIVE = { status: 'UPDATE_COMPLETE', physicalId: ID };
const CREATING = { status: 'CREATE_IN_PROGRESS', physicalId: '' };
const ofResource = (status: string, physicalId: string, properties: object, at = BEGAN) => ({
  at,
  logicalId: LOGICAL_ID,
  physicalId,
  status,
  reason: '',
  properties: JSON.stringify(properties),
});

/** By the rule that each breaks. */
export const FORGERIES = {
  'of another stack': { event: { StackId: STACK.replace('Exports', 'Others') }, resource: CREATING },
  'nothing is under way': { event: {}, resource: LIVE },
  'CloudFormation is silent': { event: {} },
  'a foreign host': { event: { ResourceProperties: propertiesOf(FOREIGN) }, resource: CREATING },
  'a foreign response target': {
    event: { ResponseURL: 'https://attacker.example/answer' },
    resource: CREATING,
  },
  'a Delete of another record than the deleted one': {
    event: { RequestType: 'Delete', PhysicalResourceId: OLD_ID },
    resource: { status: 'DELETE_IN_PROGRESS', physicalId: ID },
    status: 'DELETE_IN_PROGRESS',
  },
  'a Delete of what is not being deleted': {
    event: { RequestType: 'Delete', PhysicalResourceId: OLD_ID },
    resource: LIVE,
    events: [ofResource('UPDATE_COMPLETE', OLD_ID, PROPERTIES), ofResource('UPDATE_COMPLETE', ID, PROPERTIES)],
  },
  'a late Update to what the stack does not say': {
    event: {
      RequestType: 'Update',
      PhysicalResourceId: ID,
      ResponseURL: DURING_UPDATE,
      ResourceProperties: FAILED,
      OldResourceProperties: propertiesOf(VENDOR, { body: { name: 'of an invoker' } }),
    },
    resource: LIVE,
    status: 'UPDATE_ROLLBACK_COMPLETE',
    events: [
      { at: BEGAN, physicalId: STACK, status: 'UPDATE_IN_PROGRESS', reason: '' },
      ofResource('UPDATE_IN_PROGRESS', ID, FAILED),
      { at: ROLLED_BACK, physicalId: STACK, status: 'UPDATE_ROLLBACK_IN_PROGRESS', reason: '' },
      ofResource('UPDATE_IN_PROGRESS', ID, PROPERTIES, ROLLED_BACK),
      ofResource('UPDATE_COMPLETE', ID, PROPERTIES, ROLLED_BACK),
    ],
  },
} as const satisfies Readonly<Record<string, Forgery>>;

/** Sends a forged event to the handler. Gives what the handler calls beside CloudFormation and the place of answers. */
export async function called(subject: Subject, forgery: Forgery): Promise<string[]> {
  const clock = new FakeClock();
  const { resource, status = 'UPDATE_IN_PROGRESS', events = [] } = forgery;
  const event: CustomResourceEvent = {
    RequestType: 'Create',
    RequestId: 'request-1',
    StackId: STACK,
    LogicalResourceId: LOGICAL_ID,
    ResponseURL: ANSWERS,
    ResourceType: 'Custom::VendorRegistration',
    ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
    ResourceProperties: PROPERTIES,
    ...forgery.event,
  };
  const urls: string[] = [];
  const stackById = (id: string): DescribedStack => ({
    id,
    status,
    lastUpdated: BEGAN,
    events,
    describeResource: () => {
      if (resource === undefined) {
        throw new Error('CloudFormation is silent');
      }
      return resource;
    },
  });
  const run = subject.in({
    simulator: { stackById, invocations: [] },
    random: () => 0.5,
    lines: [],
    environment: { ...environmentFor({ ResourceProperties: PROPERTIES }), [STACK_VARIABLE]: STACK },
    script: {
      before: ({ url }) => {
        urls.push(url);
        return 0;
      },
    },
  });
  const invocation = new Invocation({ event, clock, timeout: 300_000, delivery: 1 });
  await clock.until(invocation.run(run));
  return urls.filter((url) => !url.startsWith(ANSWERS));
}
