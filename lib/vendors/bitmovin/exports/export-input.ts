import { Fn, Stack, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Encoded, ExportWire } from './export-contract';

/**
 * The text of a schedule's input. What only the deploy knows goes in as Base64: CloudFormation puts a value into the
 * middle of JSON as it is, and a quote in it would end the text around it and begin members of its own.
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
