import { type Runtime, RuntimeFamily } from 'aws-cdk-lib/aws-lambda';
import { isLiteral, refuse, refuseUnknown } from '../validation/refuse';
import type { VendorFunctionsProps } from './vendor-functions-props';

const KNOWN = Object.keys({
  vpc: 0,
  vpcSubnets: 0,
  securityGroups: 0,
  environment: 0,
  layers: 0,
  architecture: 0,
  runtime: 0,
  permissionsBoundary: 0,
  logRetention: 0,
  logEncryptionKey: 0,
  onFailure: 0,
} satisfies Record<keyof VendorFunctionsProps, 0>);

/** Names that Lambda keeps to itself, and those that the functions of this library read. */
const TAKEN =
  /^(AWS_|LAMBDA_|VENDOR_|_|(USER_NAME|SECRET_ARN|OVERLAP_SECONDS|((IN|OUT)PUT_(BUCKET|PREFIX|REGION))|PUBLIC_PREFIX|URL_SUFFIX|MAX_URL_SECONDS|HAND_OUT_KEYS)$)/;

/** Refuses what Lambda or the functions would refuse later, or would not heed. */
export function checkFunctions(props: VendorFunctionsProps): void {
  refuseUnknown('VendorFunctions', props, KNOWN);
  const { vpc, vpcSubnets, securityGroups, runtime, environment = {} } = props;
  if (!vpc && (vpcSubnets || securityGroups)) {
    refuse(vpcSubnets ? 'vpcSubnets' : 'securityGroups', '<given>', 'means nothing without a VPC', 'give vpc, too');
  }
  checkRuntime(runtime);
  checkSize(environment);
  for (const [name, value] of Object.entries(environment)) {
    if (!/^[A-Za-z]\w+$/.test(name)) {
      refuse('environment', name, 'is no name that Lambda takes', 'write letters, digits and underscores');
    }
    if (TAKEN.test(name)) {
      refuse('environment', name, 'is a name of Lambda or of a function of this library', 'take another name');
    }
    if (/^https_proxy$/i.test(name) && isLiteral(value)) {
      checkProxy(name, value);
    }
  }
}

/** Lambda takes 4,096 bytes of variables (Lambda developer guide, "Lambda quotas"). The functions' own need the rest. */
const MOST_ENVIRONMENT_BYTES = 3_000;

function checkSize(environment: { readonly [name: string]: string }): void {
  const bytes = Buffer.byteLength(JSON.stringify(environment));
  if (bytes > MOST_ENVIRONMENT_BYTES) {
    refuse(
      'environment',
      `<${Object.keys(environment).length} variables>`,
      `are ${bytes} bytes, and the function's own variables need the rest of the 4,096 that Lambda takes`,
      `give at most ${MOST_ENVIRONMENT_BYTES}`,
    );
  }
}

function checkRuntime(runtime?: Runtime): void {
  const [, version = '0'] = /^nodejs(\d+)\.x$/.exec(runtime?.name ?? '') ?? [];
  if (runtime && (runtime.family !== RuntimeFamily.NODEJS || Number(version) < 22)) {
    refuse('runtime', runtime.name, 'is not Node.js 22 or above', 'write Runtime.NODEJS_24_X');
  }
}

/** Without the credentials that the URL may hold. */
function checkProxy(name: string, value: string): void {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    refuse(name, value.replace(/.*@/s, '…@'), 'is not the URL of a proxy', "write 'http://host:port'");
  }
}
