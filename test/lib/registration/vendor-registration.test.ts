import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnParameter, RemovalPolicies, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { VendorAuth, VendorOutcome, VendorRegistration, type VendorRegistrationProps } from '../../../lib';
import {
  aKey,
  anApi,
  aRegistration,
  aStack,
  logicalIdOf,
  OTHER_ARN,
  REGISTRATION,
  refusalOf,
  registrationOf,
  resourceOf,
  resourcesOf,
  resourcesOfType,
  SECRET_ARN,
} from '../fixture';

it('is one custom resource that says all of it', () => {
  const stack = aStack();
  const text = new CfnParameter(stack, 'Text').valueAsString;
  const registration = aRegistration({ body: { name: text, port: 7, tags: [], left: undefined } }, stack);
  expect(resourceOf(registration)).toEqual({
    Type: REGISTRATION,
    Properties: {
      ServiceToken: { 'Fn::GetAtt': [expect.stringMatching(/^VendorRegistrationFunction/), 'Arn'] },
      ServiceTimeout: 1200,
      Format: '1',
      Api: {
        baseUrl: 'https://api.acme.example/v1',
        authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn: SECRET_ARN } }],
        envelope: '',
        mediaType: 'application/json',
        requestEnvelope: '',
        errorText: ['/message', '/detail', '/error', '/errors'],
        refusals: expect.objectContaining({ '404': 'GONE', '5xx': 'RETRY' }),
      },
      Record: {
        create: '/connections',
        item: '/connections/{id}',
        id: '/id',
        ownership: { by: 'marker', at: '/notes' },
        list: { path: '/connections', items: '' },
        removal: { method: 'DELETE', path: '/connections/{id}' },
      },
      Body: {
        value: { name: { Ref: 'Text' }, port: '7', tags: '[]' },
        types: { '/port': 'number', '/tags': 'json' },
      },
    },
    DependsOn: [expect.stringMatching(/^VendorRegistrationFunctionSecret/)],
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
});

describe('what the vendor returns', () => {
  it('A18 is refused at synth where the names of its attributes alone are too long', () => {
    const registration = aRegistration();
    const ask = (count: number) => Array.from({ length: count }, (_, n) => registration.attribute(`/a-long-name-${n}`));
    ask(100);
    const wrong = () => registration.node.findAll().flatMap(({ node }) => node.validate());
    expect(wrong()).toEqual([]);
    ask(300);
    expect(wrong()).toEqual([
      expect.stringMatching(/asks for 300 attributes, whose names alone are \d+ bytes, and CloudFormation takes 4096/),
    ]);
  });

  it('is its own id, by an attribute and not out of Ref', () => {
    const registration = aRegistration();
    expect(Stack.of(registration).resolve(registration.recordId)).toEqual({
      'Fn::GetAtt': [logicalIdOf(registration), 'RecordId'],
    });
    expect(registrationOf(registration).Returns).toBeUndefined();
  });

  it('is its external ID, when asked for, and checked', () => {
    const stack = aStack();
    const registration = aRegistration({ api: anApi({ externalId: '/aws/eid' }) }, stack);
    expect(stack.resolve(registration.externalId)).toEqual({ 'Fn::GetAtt': [logicalIdOf(registration), 'ExternalId'] });
    expect(stack.resolve(registration.externalId)).toEqual({ 'Fn::GetAtt': [logicalIdOf(registration), 'ExternalId'] });
    expect(registrationOf(registration).Returns).toEqual({ ExternalId: { at: '/aws/eid', check: 'externalId' } });
  });

  it('is the principal that it will come as, checked against the account that it publishes', () => {
    const api = (principalMayBeRoot?: boolean) =>
      anApi({ principal: '/aws/arn', principalAccount: '444455556666', principalMayBeRoot });
    for (const mayBeRoot of [undefined, false, true]) {
      const registration = aRegistration({ api: api(mayBeRoot) });
      expect(Stack.of(registration).resolve(registration.principal)).toEqual({
        'Fn::GetAtt': [logicalIdOf(registration), 'Principal'],
      });
      expect(registrationOf(registration).Returns).toEqual({
        Principal: {
          at: '/aws/arn',
          check: 'principal',
          account: '444455556666',
          ...(mayBeRoot ? { mayBeRoot: 'true' } : {}),
        },
      });
    }
  });

  it('S2.10 is any text, number or boolean of the record', () => {
    const registration = aRegistration();
    const resolve = (value: string) => Stack.of(registration).resolve(value);
    expect(resolve(registration.attribute('/version'))).toEqual({
      'Fn::GetAtt': [logicalIdOf(registration), 'Atz2fzversion'],
    });
    registration.attribute('/version');
    registration.attribute('/a/b');
    expect(registrationOf(registration).Returns).toEqual({
      Atz2fzversion: { at: '/version', check: 'text' },
      Atz2fzaz2fzb: { at: '/a/b', check: 'text' },
    });
  });

  it('is not brought back when nobody asks', () => {
    expect(registrationOf(aRegistration({ api: anApi({ externalId: '/aws/eid' }) })).Returns).toBeUndefined();
  });

  it('is refused when the description does not say where it is', () => {
    const registration = aRegistration();
    expect(refusalOf(() => registration.externalId)).toBe(
      "externalId '(unset)' is asked of Exports/Acme, whose description does not say where it is: " +
        "add externalId: '/…' to the VendorApi.",
    );
    expect(refusalOf(() => registration.principal)).toBe(
      "principal '(unset)' is asked of Exports/Acme, whose description does not say where it is: " +
        "add principal: '/…' and principalAccount to the VendorApi.",
    );
    expect(refusalOf(() => registration.attribute('version'))).toBe(
      "attribute 'version' is not a JSON Pointer (RFC 6901): write '/version'.",
    );
  });
});

it('says how an accepted request turned out', () => {
  const outcome = VendorOutcome.at('/state', { success: ['READY'] });
  expect(Object(registrationOf(aRegistration({ api: anApi({ outcome }) }))).Outcome).toEqual({
    at: '/state',
    success: ['READY'],
    every: '5000',
    within: '120000',
  });
});

describe('S0.26 the record', () => {
  it.each([
    [undefined, 'Delete', 'Delete', undefined],
    [RemovalPolicy.DESTROY, 'Delete', 'Delete', undefined],
    [RemovalPolicy.RETAIN, 'RetainExceptOnCreate', 'Retain', 'true'],
    [RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, 'RetainExceptOnCreate', 'Retain', 'true'],
  ])('with policy %s is removed by %s and replaced by %s', (removalPolicy, deletion, replacement, kept) => {
    const registration = aRegistration({ removalPolicy });
    expect(resourceOf(registration)).toMatchObject({ DeletionPolicy: deletion, UpdateReplacePolicy: replacement });
    expect(registrationOf(registration).Record.kept).toBe(kept);
  });

  it.each([
    ['keeps', 'true', RemovalPolicy.DESTROY, (app: IConstruct) => RemovalPolicies.of(app).retain()],
    [
      'does not keep',
      undefined,
      RemovalPolicy.RETAIN,
      (app: IConstruct) => RemovalPolicies.of(app).destroy({ priority: 900 }),
    ],
  ])('A21 an aspect’s policy %s what is replaced: kept is %s', (_, kept, removalPolicy, apply) => {
    const registration = aRegistration({ removalPolicy });
    apply(registration.node.root);
    expect(registrationOf(registration).Record.kept).toBe(kept);
  });

  it('cannot be a snapshot', () => {
    expect(refusalOf(() => aRegistration({ removalPolicy: RemovalPolicy.SNAPSHOT }))).toBe(
      "removalPolicy 'snapshot' means nothing for a record at a vendor: write DESTROY or RETAIN.",
    );
  });
});

describe('a secret', () => {
  /** Which grants each registration waits for, by the secrets that they open. */
  function grantsOf(stack: Stack): Record<string, unknown> {
    const resources = resourcesOf(stack);
    const opened = (id: string) => {
      const [statement] = JSON.parse(JSON.stringify(resources[id]?.Properties.PolicyDocument)).Statement;
      return statement.Resource;
    };
    return Object.fromEntries(
      Object.entries(resources)
        .filter(([, { Type }]) => Type === REGISTRATION)
        .map(([id, { DependsOn = [] }]) => [id.slice(0, 1), DependsOn.map(opened).sort()]),
    );
  }

  it('is granted by a policy of its own, and each registration waits for exactly its own', () => {
    const stack = aStack();
    const key = VendorAuth.header('X-Key', aKey(stack));
    const other = VendorAuth.header('X-Other', aKey(stack, 'Other', OTHER_ARN));
    for (const [id, authentication] of Object.entries({ A: [key], B: [key], C: [other], D: [key, other] })) {
      new VendorRegistration(stack, id, { api: anApi({ authentication }), body: {} });
    }
    expect(grantsOf(stack)).toEqual({
      A: [SECRET_ARN],
      B: [SECRET_ARN],
      C: [OTHER_ARN],
      D: [SECRET_ARN, OTHER_ARN],
    });
    expect(resourcesOfType(stack, 'AWS::IAM::Policy')).toHaveLength(2);
    expect(resourcesOfType(stack, 'AWS::Lambda::Function')).toHaveLength(1);
  });
});

it("holds the function's role to a permissions boundary", () => {
  const stack = aStack();
  const boundary = ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', 'arn:aws:iam::111122223333:policy/most');
  aRegistration({ permissionsBoundary: boundary }, stack);
  const [role] = resourcesOfType(stack, 'AWS::IAM::Role');
  expect(role?.Properties.PermissionsBoundary).toBe('arn:aws:iam::111122223333:policy/most');
});

describe('51 a record that is adopted', () => {
  const adopting = (props: Partial<VendorRegistrationProps> = {}) =>
    aRegistration({ body: undefined, adoptExisting: 'a/b', ...props });

  it('is named in the properties, in a format that no older function takes for another, and nothing is said of it', () => {
    const { Body, Record, Format } = Object(registrationOf(adopting()));
    expect(Format).toBe('2');
    expect(Record.adopted).toBe('a/b');
    expect(Body ?? { value: {} }).toEqual({ value: {} });
  });

  it('may have an empty body, an id that is a token, and any policy', () => {
    const stack = aStack();
    const adoptExisting = new CfnParameter(stack, 'Id').valueAsString;
    const props = { body: {}, adoptExisting, removalPolicy: RemovalPolicy.RETAIN };
    expect(registrationOf(aRegistration(props, stack)).Record).toMatchObject({ adopted: { Ref: 'Id' }, kept: 'true' });
  });

  it('changes nothing of a registration that adopts none', () => {
    const { Record, Format } = Object(registrationOf(aRegistration()));
    expect(Format).toBe('1');
    expect(Record).not.toHaveProperty('adopted');
  });

  it('gives its id and external ID by attributes, as any other', () => {
    const registration = adopting({ api: anApi({ externalId: '/eid' }) });
    const resolve = (value: string) => Stack.of(registration).resolve(value);
    expect(resolve(registration.recordId)).toEqual({ 'Fn::GetAtt': [logicalIdOf(registration), 'RecordId'] });
    expect(resolve(registration.externalId)).toEqual({ 'Fn::GetAtt': [logicalIdOf(registration), 'ExternalId'] });
    expect(registrationOf(registration).Returns).toEqual({ ExternalId: { at: '/eid', check: 'externalId' } });
  });

  const NO_RECORD = "names no record: write the vendor's id of it as text, as its API gives it, or leave it out.";

  it.each<[string, Partial<VendorRegistrationProps>, string]>([
    ['an empty id', { adoptExisting: '' }, `adoptExisting '' ${NO_RECORD}`],
    ['an id that climbs', { adoptExisting: '..' }, `adoptExisting '..' ${NO_RECORD}`],
    ['a blank at its end', { adoptExisting: 'a ' }, `adoptExisting 'a ' ${NO_RECORD}`],
    ['a line break in it', { adoptExisting: 'a\nb' }, `adoptExisting 'a\\u000ab' ${NO_RECORD}`],
    [
      'one too long for a physical id',
      { adoptExisting: 'é'.repeat(200) },
      `adoptExisting '${'é'.repeat(100)}…' ${NO_RECORD}`,
    ],
    [
      'a number',
      JSON.parse('{"adoptExisting":12345678901234567890}'),
      `adoptExisting 12345678901234567000 ${NO_RECORD}`,
    ],
    [
      'a dynamic reference',
      { adoptExisting: '{{resolve:ssm:id}}' },
      "adoptExisting '{{resolve:ssm:id}}' is a dynamic reference, which CloudFormation does not resolve here: " +
        'give the secret itself, as VendorSecret.fromSecretsManager(secret).',
    ],
    [
      'a body beside it',
      { body: { a: 'b' } },
      "adoptExisting 'a/b' comes with a body, and a record that is there is never written: leave out one.",
    ],
    [
      'neither',
      { adoptExisting: undefined },
      'body undefined is missing: give what the record says, or name one that is there with adoptExisting.',
    ],
  ])('is refused: %s', (_, props, message) => {
    expect(refusalOf(() => adopting(props))).toBe(message);
  });
});
