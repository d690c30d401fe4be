import { Fn, Stack, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Encoded, ExportWire } from './export-contract';

/**
 * The text of a schedule's input. Values that only the deploy knows go in as Base64. CloudFormation puts them into the
 * middle of JSON unchanged, where a quote would end the text and add members.
 */
export function exportInput(scope: IConstruct, wire: ExportWire): string {
  return Stack.of(scope).toJsonString(encoded(wire));
}

function encoded(value: unknown): unknown {
  if (typeof value === 'string') {
    return Token.isUnresolved(value) ? ({ base64: Fn.base64(value) } satisfies Encoded) : value;
  }
  if (Array.isArray(value)) {
    return value.map(encoded);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, encoded(member)]))
    : value;
}
