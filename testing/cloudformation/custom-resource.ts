/**
 * The event that CloudFormation sends to the function of a custom resource (user guide, "Custom resource request
 * objects").
 */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly ServiceToken: string;
  readonly ResponseURL: string;
  /** On Update and Delete. */
  readonly PhysicalResourceId?: string;
  /** CloudFormation turns every leaf into text, whatever type the template has. */
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  /** On Update. */
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

/** The answer of a custom resource, after CloudFormation has checked it. */
export interface CustomResourceAnswer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  readonly reason: string;
  readonly data: Readonly<Record<string, unknown>>;
}
