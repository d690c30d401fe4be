/** What CloudFormation would send for a resource: its properties, every leaf text, nothing else. */
export function eventFor(properties: unknown): unknown {
  return {
    RequestType: 'Create',
    StackId: 's',
    RequestId: 'r',
    LogicalResourceId: 'l',
    ResponseURL: 'https://localhost/',
    ResourceProperties: asText(properties),
  };
}

/** What a deploy makes of the template: intrinsics become their values (here by name), and every leaf text. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(asText);
  }
  if (typeof value === 'object' && value !== null) {
    const [[key, argument] = ['', undefined], ...more] = Object.entries(value);
    if (more.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
      return VALUES[key === 'Ref' ? String(argument) : key] ?? `<${key}>`;
    }
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asText(member)]));
  }
  return String(value);
}

const VALUES: Record<string, unknown> = {
  Hostile: 'x","acl":"PUBLIC',
  Number: '7',
  Flag: 'false',
  Json: '{"acl":["PRIVATE",1,null]}',
  List: ['a', 'b'],
  'Fn::Join': 'joined',
};
