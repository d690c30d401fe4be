/** The account and the region of the kit's stacks. */
export const PLACE = { account: '111122223333', region: 'eu-west-1' } as const;

/** The UUID in the id of a stack that is only synthesised. */
const UUID = '0a1b2c3d-0000-4000-8000-000000000001';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': PLACE.account,
  'AWS::Region': PLACE.region,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'Conformance',
  'AWS::StackId': `arn:aws:cloudformation:${PLACE.region}:${PLACE.account}:stack/Conformance/${UUID}`,
};

/**
 * The properties with another stack's id, in the place of the id of the stack that was synthesised: no two stacks have
 * the same id, so a key with it is a stack's own.
 */
export function inStack(
  properties: Readonly<Record<string, unknown>>,
  stackId: string,
): Readonly<Record<string, unknown>> {
  const [name = '', uuid = ''] = stackId.split('/').slice(1);
  const synthesised = new RegExp(`Conformance/${UUID}|${UUID}`, 'g');
  const own = (id: string) => (id === UUID ? uuid : `${name}/${uuid}`);
  return JSON.parse(JSON.stringify(properties).replace(synthesised, own));
}

/**
 * A template's value as a deploy would send it. Only a deploy knows the names and attributes of other resources: here
 * each is a fixed text.
 *
 * @throws for any CloudFormation function but `Ref`, `Fn::GetAtt`, `Fn::Join`, `Fn::Select`, `Fn::Split` and `Fn::Sub`
 */
export function resolved(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(resolved).filter((member) => member !== NOTHING);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [[name, argument] = ['', undefined], ...more] = Object.entries(value);
  if (more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
    return resolvedIntrinsic(name, argument);
  }
  const members = Object.entries(value).map(([key, member]) => [key, resolved(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== NOTHING));
}

/** Stands for `AWS::NoValue`: CloudFormation leaves out a member with this value. */
const NOTHING = Symbol('AWS::NoValue');

function resolvedIntrinsic(name: string, argument: unknown): unknown {
  const values = Array.isArray(argument) ? argument.map(resolved) : [resolved(argument)];
  const [first, second] = values;
  switch (name) {
    case 'Ref':
      return first === 'AWS::NoValue' ? NOTHING : (PSEUDO[String(first)] ?? `${first}`.toLowerCase());
    case 'Fn::GetAtt':
      return second === 'Arn' ? `arn:aws:none:${PLACE.region}:${PLACE.account}:${first}` : `${first}.${second}`;
    case 'Fn::Join':
      return Array.isArray(second) ? second.join(String(first)) : '';
    case 'Fn::Split':
      return String(second).split(String(first));
    case 'Fn::Select':
      return Array.isArray(second) ? second[Number(first)] : undefined;
    case 'Fn::Sub':
      return String(first).replace(/\$\{([\w:.]+)\}/g, (_, key: string) => {
        const [resource, attribute] = key.split('.');
        return String(resolvedIntrinsic(...named(resource ?? key, attribute, Object(second))));
      });
    default:
      throw new Error(`A registration's properties hold ${name}, which the conformance kit does not resolve.`);
  }
}

function named(name: string, attribute: string | undefined, variables: object): [string, unknown] {
  if (Object.hasOwn(variables, name)) {
    return ['Fn::Join', ['', [Reflect.get(variables, name)]]];
  }
  return attribute === undefined ? ['Ref', name] : ['Fn::GetAtt', [name, attribute]];
}
