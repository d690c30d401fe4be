import { howToLookAround, quoted } from '../../demo/keep';

const variables = { AWS_ENDPOINT_URL: 'https://127.0.0.1:4567', AWS_CA_BUNDLE: '/a folder/certificate.pem' };
const context = { secretArn: 'arn:aws:secretsmanager:eu-west-1:1:secret:a', apiBaseUrl: 'http://127.0.0.1:9/v1' };

test('the lines can be pasted into a shell', () => {
  expect(howToLookAround({ variables, context, env: {} })).toEqual(
    expect.arrayContaining([
      'export AWS_ENDPOINT_URL=https://127.0.0.1:4567',
      "export AWS_CA_BUNDLE='/a folder/certificate.pem'",
      'npx cdk destroy -c secretArn=arn:aws:secretsmanager:eu-west-1:1:secret:a -c apiBaseUrl=http://127.0.0.1:9/v1',
    ]),
  );
});

test("settings of the reader's own that would win over them are taken out", () => {
  const env = { AWS_PROFILE: 'production', AWS_CA_BUNDLE: '/own.pem', CDK_NEW_BOOTSTRAP: '1', HOME: '/home' };

  expect(howToLookAround({ variables, context, env })).toContain('unset AWS_PROFILE CDK_NEW_BOOTSTRAP');
  expect(howToLookAround({ variables, context, env: {} }).join('\n')).not.toContain('unset');
});

it.each([
  ['eu-west-1', 'eu-west-1'],
  ['', "''"],
  ["it's $HOME", "'it'\\''s $HOME'"],
  ['a b', "'a b'"],
])('%j is quoted as %s', (text, word) => {
  expect(quoted(text)).toBe(word);
});
