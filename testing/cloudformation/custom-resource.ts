/** What CloudFormation sends to the function behind a custom resource (user guide, "Custom resource request objects"). */
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
  /** Every leaf is text, whatever the template says. */
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  /** On Update. */
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

/** What a custom resource answered, once CloudFormation has taken it. */
export interface CustomResourceAnswer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  readonly reason: string;
  readonly data: Readonly<Record<string, unknown>>;
}
