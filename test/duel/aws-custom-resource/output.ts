import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  type AwsSdkCall,
  PhysicalResourceId,
  PhysicalResourceIdReference,
} from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';

/** What a user would write from the README of aws-cdk-lib/custom-resources, "Custom Resources for AWS APIs". */
export class Output extends AwsCustomResource {
  constructor(scope: Construct, id: string, record: Readonly<Record<string, string>>) {
    const invoke = (name: string): AwsSdkCall => ({
      service: 'lambda',
      action: 'Invoke',
      parameters: { FunctionName: name, Payload: JSON.stringify(record) },
      physicalResourceId: PhysicalResourceId.fromResponse('Payload'),
    });
    super(scope, id, {
      onCreate: invoke('register'),
      onUpdate: invoke('change'),
      onDelete: {
        service: 'lambda',
        action: 'Invoke',
        parameters: { FunctionName: 'deregister', Payload: new PhysicalResourceIdReference() },
        // An id that is no JSON is none that `register` returned.
        ignoreErrorCodesMatching: 'InvalidRequestContentException',
      },
      installLatestAwsSdk: false,
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: ['*'] }),
      ]),
    });
  }
}

/** The properties that the construct gives its resource in the template. */
export function synthesised(record: Readonly<Record<string, string>>): Record<string, unknown> {
  const stack = new Stack();
  new Output(stack, 'Output', record);
  const [resource] = Object.values(Template.fromStack(stack).findResources('Custom::AWS'));
  const { ServiceToken: _function, ...properties } = resource?.Properties ?? {};
  return properties;
}
