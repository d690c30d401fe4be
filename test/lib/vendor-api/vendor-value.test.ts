import { CfnParameter, SecretValue } from 'aws-cdk-lib/core';
import { VendorValue } from '../../../lib';
import { aStack, refusalOf } from '../fixture';

it.each<[string, VendorValue, string, string]>([
  ['true', VendorValue.asBoolean('true'), 'boolean', 'true'],
  ['false', VendorValue.asBoolean('false'), 'boolean', 'false'],
  ['a whole number', VendorValue.asNumber('-7'), 'number', '-7'],
  ['a number with all its parts', VendorValue.asNumber('1.50E+3'), 'number', '1.50E+3'],
  ['a map', VendorValue.asJson('{"a":[1]}'), 'json', '{"a":[1]}'],
  ['text in JSON', VendorValue.asJson('"a"'), 'json', '"a"'],
  ['null', VendorValue.asNull(), 'null', ''],
])('%s', (_, value, type, text) => {
  expect([value._type, value._text]).toEqual([type, text]);
});

it('takes what only the deploy knows', () => {
  const text = new CfnParameter(aStack(), 'Text').valueAsString;
  for (const value of [VendorValue.asBoolean(text), VendorValue.asNumber(text), VendorValue.asJson(text)]) {
    expect(value._text).toBe(text);
  }
});

it.each<[string, () => VendorValue]>([
  ["VendorValue.asBoolean 'yes' is no boolean: write 'true' or 'false'.", () => VendorValue.asBoolean('yes')],
  ["VendorValue.asBoolean 'True' is no boolean: write 'true' or 'false'.", () => VendorValue.asBoolean('True')],
  ["VendorValue.asBoolean '' is no boolean: write 'true' or 'false'.", () => VendorValue.asBoolean('')],
  ["VendorValue.asNumber '' is no number: write it as JSON does, such as '1.5'.", () => VendorValue.asNumber('')],
  ["VendorValue.asNumber '007' is no number: write it as JSON does, such as '1.5'.", () => VendorValue.asNumber('007')],
  ["VendorValue.asNumber '1,5' is no number: write it as JSON does, such as '1.5'.", () => VendorValue.asNumber('1,5')],
  [
    "VendorValue.asNumber 9007199254740992 is not text: write its digits as text, such as '9007199254740993'.",
    () => VendorValue.asNumber(JSON.parse('9007199254740993')),
  ],
  ["VendorValue.asBoolean true is not text: write 'true' or 'false'.", () => VendorValue.asBoolean(JSON.parse('true'))],
  [
    "VendorValue.asJson '{a:1}' is not JSON: write it as JSON, text in double quotes.",
    () => VendorValue.asJson('{a:1}'),
  ],
])('refuses: %s', (message, act) => {
  expect(refusalOf(act)).toBe(message);
});

it('refuses a secret, and does not show it', () => {
  const secret = SecretValue.secretsManager('prod/key').unsafeUnwrap();
  expect(refusalOf(() => VendorValue.asJson(secret))).toMatch(
    /^VendorValue '<dynamic reference>' is a dynamic reference/,
  );
});
