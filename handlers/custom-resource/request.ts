import { PropertiesReader } from '../runtime/properties-reader';

/** One request of CloudFormation, without the properties of the resource. */
export interface Request {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalId: string;
  readonly responseUrl: string;
  /** On Update and Delete. CloudFormation invents an id for a create that never answered. */
  readonly physicalId?: string;
}

/** Reads an event of the custom resource protocol (CloudFormation user guide, "Custom resource request objects"). */
export function parseRequest(event: unknown): Request {
  const reader = PropertiesReader.of('event', event);
  const type = reader.oneOf('RequestType', ['Create', 'Update', 'Delete']);
  return {
    type,
    stackId: reader.text('StackId'),
    requestId: reader.text('RequestId'),
    logicalId: reader.text('LogicalResourceId'),
    responseUrl: reader.text('ResponseURL'),
    physicalId: type === 'Create' ? undefined : reader.someText('PhysicalResourceId'),
  };
}
