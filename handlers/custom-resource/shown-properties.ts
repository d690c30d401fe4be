import { comparableJson } from '../../lib/vendor-api/place';

/** What only the requests have, or only the events. */
const PROTOCOL = ['ServiceToken', 'ServiceTimeout'];

/** The properties in an event of CloudFormation; undefined where it shows none, or cuts them. */
export function shownProperties(text: string): object | undefined {
  try {
    const properties: unknown = JSON.parse(text);
    return typeof properties === 'object' && properties !== null ? properties : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an event of CloudFormation shows these very properties of a resource. */
export function isShownIn(text: string, properties: unknown): boolean {
  const shown = shownProperties(text);
  return (
    shown !== undefined &&
    typeof properties === 'object' &&
    properties !== null &&
    comparableJson(withoutProtocol(shown)) === comparableJson(withoutProtocol(properties))
  );
}

function withoutProtocol(properties: object): object {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !PROTOCOL.includes(name)));
}
