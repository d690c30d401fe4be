import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnParameter, SecretValue, Stack } from 'aws-cdk-lib/core';
import { VendorAuth, VendorCall, type VendorCallProps, VendorMethod, VendorOutcome } from '../../../lib';
import {
  aKey,
  anApi,
  aRegistration,
  aStack,
  logicalIdOf,
  OTHER_ARN,
  refusalOf,
  resourceOf,
  resourcesOfType,
} from '../fixture';

/** A call at a plain API. */
function aCall(props: Partial<VendorCallProps> = {}, stack = aStack()): VendorCall {
  return new VendorCall(stack, 'Check', { api: props.api ?? anApi({}, stack), path: '/check', ...props });
}

const said = (call: VendorCall) => Object(resourceOf(call).Properties);

it('is one custom resource, of the function that the registrations have', () => {
  const stack = aStack();
  const api = anApi({ externalId: '/eid' }, stack);
  const registration = aRegistration({ api }, stack);
  const call = aCall({ api }, stack);
  const { Api, ServiceToken, ServiceTimeout } = Object(resourceOf(registration).Properties);
  expect(resourceOf(call)).toEqual({
    Type: 'Custom::VendorCall',
    Properties: { ServiceToken, ServiceTimeout, Format: '1', Api, Call: { method: 'POST', path: '/check' } },
    DependsOn: [expect.stringMatching(/^VendorRegistrationFunctionSecret/)],
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
  expect(resourcesOfType(stack, 'AWS::Lambda::Function')).toHaveLength(1);
});

it('says all that can be said', () => {
  const stack = aStack();
  const text = new CfnParameter(stack, 'Text').valueAsString;
  const call = aCall(
    {
      api: anApi({ path: '/g/{group}/{kind}', parameters: { group: text, kind: 'k' }, id: '/key' }, stack),
      path: '/g/{group}/check/{output}?deep={deep}',
      method: VendorMethod.PUT,
      parameters: { output: 'x","acl":"PUBLIC', deep: text, asset: 'a' },
      body: { path: text, force: true },
      outcome: VendorOutcome.at('/state', { success: ['done'], path: '/{asset}/{id}' }),
    },
    stack,
  );
  expect(said(call)).toMatchObject({
    Call: { method: 'PUT', path: '/g/{group}/check/{output}?deep={deep}', id: '/key' },
    Outcome: { at: '/state', success: ['done'], path: '/{asset}/{id}' },
    Body: { value: { path: { Ref: 'Text' }, force: 'true' }, types: { '/force': 'boolean' } },
  });
  // Of the API's, those that the call's paths use.
  expect(said(call).Api.parameters).toEqual({
    group: { Ref: 'Text' },
    output: 'x","acl":"PUBLIC',
    deep: { Ref: 'Text' },
    asset: 'a',
  });
});

it('needs no id of the answer where it is not asked for by one', () => {
  const outcome = VendorOutcome.at('/state', { success: ['done'], path: '/jobs/latest' });
  expect(said(aCall({ outcome })).Call).toEqual({ method: 'POST', path: '/check' });
});

it('knows nothing of the API’s own outcome, nor of its records', () => {
  const api = anApi({ outcome: VendorOutcome.at('/state', { success: ['READY'] }) });
  expect(said(aCall({ api }))).not.toHaveProperty('Outcome');
  expect(said(aCall({ api }))).not.toHaveProperty('Record');
});

it('brings back what it is asked for', () => {
  const call = aCall({ externalId: '/attributes/external_id' });
  expect(Stack.of(call).resolve([call.externalId, call.attribute('/state')])).toEqual([
    { 'Fn::GetAtt': [logicalIdOf(call), 'ExternalId'] },
    { 'Fn::GetAtt': [logicalIdOf(call), 'Atz2fzstate'] },
  ]);
  expect(said(call).Returns).toEqual({
    ExternalId: { at: '/attributes/external_id', check: 'externalId' },
    Atz2fzstate: { at: '/state', check: 'text' },
  });
});

it('waits for the grants of all that it signs in with', () => {
  const stack = aStack();
  const authentication = [VendorAuth.token('/t', aKey(stack), aKey(stack, 'Other', OTHER_ARN))];
  expect(resourceOf(aCall({ api: anApi({ authentication }) }, stack)).DependsOn).toHaveLength(2);
});

it("holds the function's role to a permissions boundary", () => {
  const stack = aStack();
  const arn = 'arn:aws:iam::111122223333:policy/most';
  aCall({ permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', arn) }, stack);
  expect(resourcesOfType(stack, 'AWS::IAM::Role')[0]?.Properties.PermissionsBoundary).toBe(arn);
});

const NO_RECORD = "uses '{id}', and here there is no record yet: name a parameter otherwise, such as '{parent}'.";

it.each<[string, Partial<VendorCallProps>]>([
  [`path '/check/{id}' ${NO_RECORD}`, { path: '/check/{id}' }],
  ["path 'check' does not begin with '/': write what follows the base URL, such as '/things'.", { path: 'check' }],
  ["path '/{a}' uses '{a}', which nothing defines: add a to parameters.", { path: '/{a}' }],
  [
    "outcome.path '/{a}' uses '{a}', which nothing defines: add a to parameters, or use one of: b.",
    { path: '/{b}', parameters: { b: 'b' }, outcome: VendorOutcome.at('/s', { success: ['x'], path: '/{a}' }) },
  ],
  [
    "outcome.path 'jobs/{id}' does not begin with '/': write what follows the base URL, such as '/things'.",
    { outcome: VendorOutcome.at('/s', { success: ['x'], path: 'jobs/{id}' }) },
  ],
  ["parameters 'a' is in no path: write '{a}' where it belongs, or leave it out.", { parameters: { a: 'a' } }],
  [
    "parameters 'group' is also one of the VendorApi: leave it out, or name it otherwise in path.",
    { api: anApi({ path: '/{group}', parameters: { group: 'a' } }), path: '/{group}', parameters: { group: 'b' } },
  ],
  [
    "parameters 'id' is the record's own id, which the function fills in: name it otherwise, such as 'parent'.",
    { path: '/{id}', parameters: { id: 'a' } },
  ],
  [
    "body [ 'a' ] comes with GET, which sends none: leave it out, or take another method.",
    { method: VendorMethod.GET, body: { a: 1 } },
  ],
  ["method 'DELETE' is no VendorMethod: write one of GET, POST, PUT, PATCH.", JSON.parse('{"method":"DELETE"}')],
  ["externalId 'eid' is not a JSON Pointer (RFC 6901): write '/eid'.", { externalId: 'eid' }],
  [
    "body/at 'Date' is not JSON: give text, number, boolean, null, list or map (a date as ISO-8601 text).",
    { body: { at: new Date(0) } },
  ],
  ["api '<string>' is not a VendorApi: write new VendorApi({ … }).", JSON.parse('{"api":"S3CRET"}')],
  [
    "outcome '<object>' is not a VendorOutcome: write VendorOutcome.at('/status', { success: ['READY'] }).",
    JSON.parse('{"outcome":{}}'),
  ],
  [
    "VendorCall.removalPolicy '<string>' is not known to this version: leave it out, or use one of api, path, method, " +
      'parameters, body, outcome, externalId, permissionsBoundary.',
    JSON.parse('{"removalPolicy":"retain"}'),
  ],
])('refuses: %s', (message, props) => {
  expect(refusalOf(() => aCall(props))).toBe(message);
});

it('refuses to give an external ID that it does not make', () => {
  const call = aCall();
  expect(refusalOf(() => call.externalId)).toBe(
    "externalId '(unset)' is asked of Exports/Check, whose description does not say where it is: " +
      "add externalId: '/…' to the VendorCall.",
  );
});

it('refuses a secret as a parameter', () => {
  const secret = SecretValue.secretsManager('key').unsafeUnwrap();
  expect(refusalOf(() => aCall({ path: '/{a}', parameters: { a: secret } }))).toMatch(
    /^parameters\.a '<dynamic reference>'/,
  );
});
