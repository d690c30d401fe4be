import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Architecture, IDestination, ILayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** How the functions of this library run. */
export interface VendorFunctionsProps {
  /**
   * The VPC of the functions. From its subnets, they must reach the vendor's API, Secrets Manager, CloudFormation, and
   * S3, which takes their answers to CloudFormation: by a NAT gateway, by a proxy, or by VPC endpoints for AWS.
   *
   * @default - none: Lambda's own network
   */
  readonly vpc?: IVpc;

  /**
   * The subnets in `vpc`.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups in `vpc`. They must let HTTPS out, or the port of the proxy.
   *
   * @default - a new group for each function, which lets everything out
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Further environment variables. Names that begin with `AWS_`, `LAMBDA_` or `VENDOR_`, and those of the functions
   * themselves, are refused. The functions read these, besides those that Node.js reads:
   *
   * - `HTTPS_PROXY`: the URL of a proxy, such as `http://proxy.example.com:3128`, for all HTTPS requests, to vendors and
   *   to AWS
   * - `NO_PROXY`: hosts that they reach directly, such as `.amazonaws.com`, separated by commas
   *
   * Node.js reads `NODE_EXTRA_CA_CERTS`: the file of further certificate authorities, such as `/opt/ca.pem` in a layer.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * Layers, such as one with the file for `NODE_EXTRA_CA_CERTS`.
   *
   * @default - none
   */
  readonly layers?: ILayerVersion[];

  /**
   * The architecture.
   *
   * @default Architecture.ARM_64
   */
  readonly architecture?: Architecture;

  /**
   * The runtime: Node.js 22 or above.
   *
   * @default Runtime.NODEJS_24_X
   */
  readonly runtime?: Runtime;

  /**
   * The permissions boundary of the functions' roles, and of the role of the schedules that call one. A construct's own
   * `permissionsBoundary` comes before it.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * How long the functions' log groups keep a line.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;

  /**
   * The customer-managed key of the functions' log groups. If this app makes the key, the library lets CloudWatch Logs
   * use it. For an imported key, a warning says which statement to add.
   *
   * @default - CloudWatch's own encryption
   */
  readonly logEncryptionKey?: IKey;

  /**
   * Gets the event of a run that failed in all of Lambda's tries. CloudFormation, EventBridge Scheduler and Secrets
   * Manager start the functions without waiting for them. An event of CloudFormation holds the URL for its answer.
   *
   * @default - none
   */
  readonly onFailure?: IDestination;
}
