import * as replay from './replay';
import { Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

it('17 20 25 27 events that come late, again or with an invented id change nothing', async () => {
  const registration = 'OutRegistration';
  await stage.deploy('Late', (_, output) => void output('Out'));
  const { OutOutputId } = await stage.outputs('Late');
  const ResourceProperties = await replay.propertiesOf(stage, 'Late', registration);
  const PhysicalResourceId = await stage.physicalId('Late', registration);
  stage.bitmovin.seed(2);
  const held = stage.bitmovin.outputs();
  const send = (event: object) => replay.send(stage, 'Late', registration, { ResourceProperties, ...event });

  // A Create that Lambda kept for hours, a Delete with an id that CloudFormation invented, and a made-up one: the stack is
  // long complete.
  for (const event of [
    { RequestType: 'Create' },
    { RequestType: 'Delete', PhysicalResourceId: 'va1:none:AAAAAAAAAAAAAA' },
    { RequestType: 'Delete', PhysicalResourceId },
  ]) {
    expect(await send(event)).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('CloudFormation has no such request open'),
    });
    expect(stage.bitmovin.outputs()).toEqual(held);
  }

  expect(await stage.destroy('Late')).toMatchObject({ code: 0 });
  expect(stage.bitmovin.outputs().map(({ id }) => id)).toEqual(
    held.map(({ id }) => id).filter((id) => id !== OutOutputId),
  );
});
