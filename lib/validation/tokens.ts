import {
  CfnElement,
  CfnParameter,
  CfnResource,
  DefaultTokenResolver,
  type IFragmentConcatenator,
  type IResolvable,
  type IResolveContext,
  Reference,
  Stack,
  Tokenization,
} from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { isPlaceholder } from './refuse';

/** A token in a text. */
const TOKEN = /\$\{Token\[[^\]]*\]\}/g;

/** A text that synth knows of a text with tokens, and the prop's name with the place that it comes from. */
export interface KnownText {
  readonly text: string;
  readonly of: string;
}

/**
 * The texts that a text with tokens has by the default and the allowed values of its parameters.
 *
 * @param standIn stands for every other token; without it, only texts that synth knows whole are given
 */
export function knownTexts(text: string, standIn?: string): KnownText[] {
  if (isPlaceholder(text)) {
    return [];
  }
  const parameters = parametersIn(text);
  const fill = (one?: CfnParameter, value?: string) => {
    let isWhole = true;
    const filled = text.replace(TOKEN, (token) => {
      const parameter = parameterOf(token);
      const known = parameter && (parameter === one ? value : defaultOf(parameter));
      isWhole &&= known !== undefined;
      return known ?? standIn ?? '';
    });
    return isWhole || standIn !== undefined ? [filled] : [];
  };
  const names = parameters.filter((parameter) => defaultOf(parameter) !== undefined).map(({ node }) => node.id);
  const of = names.length > 0 ? ` (by the default of ${names.join(' and ')})` : '';
  return [
    ...fill().map((known) => ({ text: known, of })),
    ...parameters.flatMap((parameter) =>
      (parameter.allowedValues ?? []).flatMap((value) =>
        fill(parameter, value).map((known) => ({ text: known, of: ` (by an allowed value of ${parameter.node.id})` })),
      ),
    ),
  ];
}

/** The parameters of type String that a text names directly. The value of any other type is not the user's own text. */
export function parametersIn(text: string): CfnParameter[] {
  const found = [...text.matchAll(TOKEN)].map(([token]) => parameterOf(token));
  return [...new Set(found.filter((parameter) => parameter !== undefined))];
}

function parameterOf(text: string): CfnParameter | undefined {
  const token = Tokenization.reverseString(text).firstToken;
  const target = Reference.isReference(token) ? token.target : undefined;
  return target instanceof CfnParameter && target.type === 'String' ? target : undefined;
}

function defaultOf(parameter: CfnParameter): string | undefined {
  const given: unknown = parameter.default;
  return typeof given === 'string' ? given : undefined;
}

/** Whether every token of a text is an attribute that AWS itself limits. False where that takes a closer look. */
export function isClosed(text: string): boolean {
  const isLimited = (token: IResolvable) =>
    Reference.isReference(token) &&
    CfnResource.isCfnResource(token.target) &&
    !isOpenAttribute(token.target.cfnResourceType, token.displayName);
  return Tokenization.reverseString(text).tokens.every(isLimited) && !isOpenValue(text.replace(TOKEN, ''), () => true);
}

/** Whether a text may be anything in the deploy: it holds a parameter that `isHeld` does not vouch for, or a value of unknown origin. */
export function isOpen(text: string, scope: IConstruct, isHeld: (parameter: CfnParameter) => boolean): boolean {
  const origins = new Origins();
  const value: unknown = Tokenization.resolve(text, { scope, resolver: origins, preparing: false });
  const elementOf = (name: unknown) =>
    Stack.of(scope)
      .node.findAll()
      .find((one) => CfnElement.isCfnElement(one) && Stack.of(scope).resolve(one.logicalId) === name);
  const isOpenElement = (element: IConstruct | undefined, attribute: string): boolean => {
    if (element instanceof CfnParameter) {
      return element.type !== 'Number' && !isHeld(element);
    }
    return !CfnResource.isCfnResource(element) || isOpenAttribute(element.cfnResourceType, attribute);
  };
  return (
    origins.references.some(
      ({ target, displayName }) => !displayName.startsWith('AWS::') && isOpenElement(target, displayName),
    ) || isOpenValue(value, (name, attribute) => isOpenElement(elementOf(name), attribute))
  );
}

/** The attributes of our own resources that the function has checked. */
const CHECKED = ['RecordId', 'ExternalId', 'Principal'];

/** AWS itself limits the names that its resources give. The answer of custom code and a stored value may be any text. */
function isOpenAttribute(type: string, attribute: string): boolean {
  if (/^Custom::Vendor(Registration|Call)$/.test(type)) {
    return !CHECKED.includes(attribute);
  }
  return /^(Custom::|AWS::CloudFormation::|AWS::SSM::Parameter$)/.test(type);
}

/** The functions whose value is made of their arguments alone. */
const OF_ARGUMENTS = ['Fn::Join', 'Fn::Select', 'Fn::Split', 'Fn::If'];

function isOpenValue(value: unknown, isOpenName: (name: unknown, attribute: string) => boolean): boolean {
  if (typeof value !== 'object' || value === null) {
    return /[*?]|\$\{/.test(String(value));
  }
  if (Array.isArray(value)) {
    return value.some((member) => isOpenValue(member, isOpenName));
  }
  return Object.entries(value).some(([name, argument]) => {
    if (name === KNOWN) {
      return false;
    }
    if (name === 'Ref') {
      return !String(argument).startsWith('AWS::') && isOpenName(argument, 'Ref');
    }
    if (name === 'Fn::GetAtt') {
      const [element, attribute] = Array.isArray(argument) ? argument : String(argument).split('.', 2);
      return isOpenName(element, String(attribute));
    }
    return !OF_ARGUMENTS.includes(name) || isOpenValue(argument, isOpenName);
  });
}

/** Stands for a reference that {@link Origins} has noted. */
const KNOWN = 'Known';

/** Resolves tokens, and notes each reference in place of resolving it. */
class Origins extends DefaultTokenResolver {
  public readonly references: Reference[] = [];

  constructor() {
    super(JOINED);
  }

  public override resolveToken(
    token: IResolvable,
    context: IResolveContext,
    postProcessor: Parameters<DefaultTokenResolver['resolveToken']>[2],
  ): unknown {
    if (Reference.isReference(token)) {
      this.references.push(token);
      return { [KNOWN]: 'reference' };
    }
    return super.resolveToken(token, context, postProcessor);
  }
}

const JOINED: IFragmentConcatenator = {
  join: (left: unknown, right: unknown) =>
    typeof left === 'string' && typeof right === 'string'
      ? left + right
      : { 'Fn::Join': ['', [left, right].filter((part) => part !== undefined)] },
};
