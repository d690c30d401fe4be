import type { FakeVendorTls } from '../../../testing';
import { CALM, SURVIVABLE } from '../../../testing/storm/storm';
import { awsCustomResource } from '../../duel/aws-custom-resource/contestant';
import { cfnResponse } from '../../duel/cfn-response/contestant';
import type { Contestant } from '../../duel/contestant';
import { ours } from '../../duel/ours/contestant';
import { providerFramework } from '../../duel/provider-framework/contestant';
import { historiesOf, type Tally, tally, undisturbed } from '../../duel/tally';
import { certificate } from '../../faults/vendor/certificates';

// The whole duel, with crhelper, is `npm run duel`.

const NOTHING: Tally = { orphan: 0, duplicate: 0, missing: 0, stranger: 0, stuck: 0, unanswered: 0, leak: 0 };

let tls: FakeVendorTls;
beforeAll(async () => {
  tls = await certificate();
});

it.each<[string, () => Contestant | Promise<Contestant>]>([
  ['the Provider framework', providerFramework],
  ['AwsCustomResource', awsCustomResource],
  ['cfn-response', cfnResponse],
  ['ours', ours],
])('without faults nothing is wrong with %s', async (_, make) => {
  const lives = undisturbed(historiesOf(1, 5));
  expect(await tally({ contestant: await make(), lives, odds: CALM, tls })).toEqual(NOTHING);
});

it('with faults nothing is wrong with ours', async () => {
  expect(await tally({ contestant: await ours(), lives: historiesOf(1, 20), odds: SURVIVABLE, tls })).toEqual(NOTHING);
});

it('with faults something is wrong with a handler that has no memory', async () => {
  const { orphan } = await tally({ contestant: cfnResponse(), lives: historiesOf(1, 5), odds: SURVIVABLE, tls });
  expect(orphan).toBeGreaterThan(0);
});
