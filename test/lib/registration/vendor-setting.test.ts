import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { VendorApi, VendorAuth, VendorOwnership, VendorSecret, VendorSetting } from '../../../lib';

function setting(removalPolicy?: RemovalPolicy) {
  const stack = new Stack(new App(), 'Stack');
  const key = Secret.fromSecretNameV2(stack, 'Key', 'vendor/key');
  const api = new VendorApi({
    baseUrl: 'https://api.vendor.example',
    path: '/domain',
    authentication: [VendorAuth.bearer(VendorSecret.fromSecretsManager(key))],
    ownership: VendorOwnership.none(),
  });
  new VendorSetting(stack, 'Setting', { api, value: { bucket: 'recordings' }, removalPolicy });
  return Object.values(Template.fromStack(stack).findResources('Custom::VendorSetting'))[0];
}

it.each([
  ['by default', undefined, 'Delete'],
  ['by DESTROY', RemovalPolicy.DESTROY, 'Delete'],
  ['by RETAIN, and a failed create is still undone', RemovalPolicy.RETAIN, 'RetainExceptOnCreate'],
])('G4 what the end of a setting does %s', (_, policy, deletion) => {
  expect(setting(policy)).toMatchObject({
    DeletionPolicy: deletion,
    UpdateReplacePolicy: deletion === 'Delete' ? 'Delete' : 'Retain',
  });
});

it('G4 a policy that no setting has is refused', () => {
  expect(() => setting(RemovalPolicy.SNAPSHOT)).toThrow(/removalPolicy 'snapshot'/);
});
