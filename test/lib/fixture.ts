import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { App, CfnElement, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import {
  BitmovinAnalyticsOutput,
  type BitmovinAnalyticsOutputProps,
  VendorApi,
  type VendorApiProps,
  VendorAuth,
  VendorOwnership,
  VendorRegistration,
  type VendorRegistrationProps,
  VendorSecret,
} from '../../lib';

export const ACCOUNT = '111122223333';
export const SECRET_ARN = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:bitmovin-AbCdEf`;
export const OTHER_ARN = SECRET_ARN.replace('bitmovin', 'other');
export const REGISTRATION = 'Custom::VendorRegistration';

/** A resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A registration's own properties in a template. */
export interface RegistrationProperties {
  readonly Api: Readonly<Record<string, unknown>>;
  readonly Record: Readonly<Record<string, unknown>>;
  readonly Body: {
    readonly value: Readonly<Record<string, unknown>>;
    readonly types?: Readonly<Record<string, string>>;
  };
  readonly Returns?: unknown;
}

/** An app without template validation: what is asserted here is the template. */
export function anApp(): App {
  return new App({ builtinCloudFormationValidation: false });
}

/** A stack with a known account and region. */
export function aStack(id = 'Exports', region = 'eu-west-1', app = anApp()): Stack {
  return new Stack(app, id, { env: { account: ACCOUNT, region } });
}

/** The API key's secret, imported by its complete ARN. */
export function aKey(stack: Stack, id = 'ApiKey', arn = SECRET_ARN): VendorSecret {
  return VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, id, arn));
}

/** One Bitmovin output in a stack of its own. */
export function anOutput(props: Partial<BitmovinAnalyticsOutputProps> = {}, stack = aStack()): BitmovinAnalyticsOutput {
  return new BitmovinAnalyticsOutput(stack, 'Analytics', { apiKey: aKey(stack), ...props });
}

/** A plain API, with all that is not said left to the defaults. */
export function anApi(props: Partial<VendorApiProps> = {}, stack = aStack()): VendorApi {
  return new VendorApi({
    baseUrl: 'https://api.acme.example/v1',
    path: '/connections',
    authentication: [VendorAuth.header('X-Api-Key', aKey(stack))],
    ownership: VendorOwnership.marker('/notes'),
    ...props,
  });
}

/** One record at a plain API. */
export function aRegistration(props: Partial<VendorRegistrationProps> = {}, stack = aStack()): VendorRegistration {
  return new VendorRegistration(stack, 'Acme', { api: props.api ?? anApi({}, stack), body: { a: 'b' }, ...props });
}

/** The template of a construct's stack. */
export function templateOf(construct: IConstruct): Template {
  return Template.fromStack(Stack.of(construct));
}

/** The resources of a construct's stack, by logical id. */
export function resourcesOf(construct: IConstruct): Record<string, Resource> {
  return templateOf(construct).toJSON().Resources;
}

/** Those of one type. */
export function resourcesOfType(construct: IConstruct, type: string): Resource[] {
  return Object.values(resourcesOf(construct)).filter(({ Type }) => Type === type);
}

/** The logical id of a construct's main resource. */
export function logicalIdOf(construct: IConstruct): string {
  let child: IConstruct | undefined = construct;
  while (child !== undefined && !CfnElement.isCfnElement(child)) {
    child = child.node.defaultChild;
  }
  if (child === undefined) {
    throw new Error(`${construct.node.path} has no resource`);
  }
  return Stack.of(construct).resolve(child.logicalId);
}

/** A construct's main resource. */
export function resourceOf(construct: IConstruct): Resource {
  const resource = resourcesOf(construct)[logicalIdOf(construct)];
  if (resource === undefined) {
    throw new Error(`${construct.node.path} is not in the template`);
  }
  return resource;
}

/** The properties of the one resource of a type. */
export function only(template: Template, type: string): Readonly<Record<string, unknown>> {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0]?.Properties;
}

/** The properties of the one registration in a construct's stack. */
export function registrationOf(construct: IConstruct): RegistrationProperties {
  const [found, ...more] = Object.values(templateOf(construct).findResources(REGISTRATION));
  expect(more).toEqual([]);
  return found?.Properties;
}

/** The warnings of a construct's stack. */
export function warningsOf(construct: IConstruct): string[] {
  return Annotations.fromStack(Stack.of(construct))
    .findWarning('*', Match.anyValue())
    .map((message) => String(message.entry.data));
}

/** The message of what synth refuses: one sentence on one line, that ends as one. */
export function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(/^[^\p{Cc}]+: [^\p{Cc}]+\.$/u),
    });
    const message = error instanceof Error ? error.message : '';
    expect(message).not.toMatch(/\. [A-Z]/);
    return message;
  }
  throw new Error('nothing was refused');
}
