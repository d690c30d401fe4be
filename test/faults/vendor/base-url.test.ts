import { anApi, anOutput, refusalOf } from '../../lib/fixture';
import { Elsewhere } from './elsewhere';
import { NONE, Stage } from './stage';

/** What a base URL may not be, with what is said of it. */
const REFUSED: readonly [string, RegExp][] = [
  ['http://api.acme.example/v1', /is not https/],
  ['ftp://api.acme.example/v1', /is not https/],
  ['file:///etc/passwd', /is not https/],
  ['http://169.254.169.254/latest/meta-data', /is not https/],
  ['https://169.254.169.254/latest/meta-data', /names an IP address/],
  ['https://169.254.169.254./latest/meta-data', /names an IP address/],
  ['https://2852039166/latest/meta-data', /names an IP address/],
  ['https://0xa9.0xfe.0xa9.0xfe/latest/meta-data', /names an IP address/],
  ['https://[fd00:ec2::254]/latest/meta-data', /names an IP address/],
  ['https://[::ffff:169.254.169.254]/latest', /names an IP address/],
  ['https://192.0.2.1/v1', /names an IP address/],
  ['https://user:canary-pw@api.acme.example/v1', /carries credentials/],
  ['https://canary-pw@api.acme.example/v1', /carries credentials/],
  ['http://localhost.acme.example/v1', /is not https/],
  ['http://127.0.0.1.acme.example/v1', /is not https/],
  ['https://api.acme.example/v1?key=canary-pw', /holds '\?'/],
  ['https://api.acme.example/v1#x', /holds '\?'/],
  ['https://api.acme.example/v1\r\nX-Evil: 1', /(blank|control character)/],
  ['api.acme.example', /is not a URL/],
  ['', /is not a URL/],
];

it.each(REFUSED)('V20 at synth %j is refused, by any description', (baseUrl, why) => {
  const refusal = refusalOf(() => anApi({ baseUrl }));
  expect(refusal).toMatch(/^baseUrl /);
  expect(refusal).toMatch(why);
  expect(refusal).not.toContain('canary-pw');
});

it.each(REFUSED)("V20 at synth %j is refused, as Bitmovin's", (baseUrl, why) => {
  const refusal = refusalOf(() => anOutput({ apiBaseUrl: baseUrl }));
  expect(refusal).toMatch(why);
  expect(refusal).not.toContain('canary-pw');
});

describe('at run time, where it came as a token', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.strike());

  it.each(REFUSED)(
    'V20 at run time %j is refused, before the key is read or anything is sent',
    async (baseUrl, why) => {
      let read = 0;
      stage.world.getSecretValue = async () => {
        read++;
        return 'canary';
      };
      const answer = await stage.create(stage.properties({ baseUrl }));
      expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(NONE) });
      expect(answer.Reason).toMatch(why);
      expect(stage.said()).not.toContain('canary-pw');
      expect(read).toBe(0);
      expect(stage.patience).toEqual([]);
    },
  );

  it('V20 a stack whose base URL is refused can be deleted', async () => {
    const properties = stage.properties({ baseUrl: 'http://api.acme.example/v1' });
    const { PhysicalResourceId } = await stage.create(properties);
    expect((await stage.remove(PhysicalResourceId, properties)).Status).toBe('SUCCESS');
  });

  it('V20 credentials that stand for a host of ours do not reach it', async () => {
    const other = await Elsewhere.start();
    try {
      const baseUrl = other.url.replace('://', '://127.0.0.1@');
      expect((await stage.create(stage.properties({ baseUrl }))).Status).toBe('FAILED');
      expect(other.connections).toBe(0);
    } finally {
      await other.stop();
    }
  });
});
