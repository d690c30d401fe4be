import type { CallWire, RegistrationWire } from '../../lib/vendor-api/contract';
import { memberOf, textOf } from '../custom-resource/response-target';
import { Reader } from '../runtime/properties-reader';
import { parseCall, parseRegistration } from '../vendor-api/parse-description';

/** One request of CloudFormation's: what it takes to answer it, whatever it asks for. */
export interface Request {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalId: string;
  readonly responseUrl: string;
  /** On Update and Delete; one that does not begin with our scheme was invented by CloudFormation. */
  readonly physicalId?: string;
  /** The id of the record that the properties adopt, however broken they are otherwise. */
  readonly adopts?: string;
  /** Whether the properties are a call's, and not a record's. */
  readonly calls: boolean;
}

/** What a request asks for. */
export interface Wish {
  readonly properties: RegistrationWire;
  /** On Update: what the properties were, where they can be read. */
  readonly oldProperties?: RegistrationWire;
}

/** Reads an event of the custom resource protocol (CloudFormation user guide, "Custom resource request objects"). */
export function parseRequest(event: unknown): Request {
  const reader = Reader.of('event', event);
  const properties = memberOf(event, 'ResourceProperties');
  const type = reader.oneOf('RequestType', ['Create', 'Update', 'Delete']);
  return {
    type,
    stackId: reader.text('StackId'),
    requestId: reader.text('RequestId'),
    logicalId: reader.text('LogicalResourceId'),
    responseUrl: reader.text('ResponseURL'),
    physicalId: type === 'Create' ? undefined : reader.someText('PhysicalResourceId'),
    adopts: textOf(memberOf(properties, 'Record'), 'adopted') || undefined,
    calls: memberOf(properties, 'Call') !== undefined,
  };
}

/** Reads what an event about a record asks for. */
export function parseWish(event: unknown): Wish {
  const reader = Reader.of('event', event);
  return {
    properties: parseRegistration(reader.map('ResourceProperties')),
    oldProperties: readable(reader),
  };
}

/** Reads the call that an event asks for. */
export function parseWishedCall(event: unknown): CallWire {
  return parseCall(Reader.of('event', event).map('ResourceProperties'));
}

/** The old properties may be the very ones that made an update fail, and are not to fail its rollback, too. */
function readable(event: Reader): RegistrationWire | undefined {
  try {
    return event.has('OldResourceProperties') ? parseRegistration(event.map('OldResourceProperties')) : undefined;
  } catch {
    return undefined;
  }
}
