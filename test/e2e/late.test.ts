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

  // A Create that Lambda kept for hours: the stack is long complete.
  expect(await send({ RequestType: 'Create' })).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringContaining('no longer wanted: the stack is in CREATE_COMPLETE'),
  });
  // A Delete with an id that CloudFormation invented never takes the record that it has recorded.
  expect(await send({ RequestType: 'Delete', PhysicalResourceId: 'va1:none:AAAAAAAAAAAAAA' })).toMatchObject({
    Status: 'SUCCESS',
  });
  expect(stage.bitmovin.outputs()).toEqual(held);

  // A Delete, twice.
  for (let time = 0; time < 2; time++) {
    expect(await send({ RequestType: 'Delete', PhysicalResourceId })).toMatchObject({ Status: 'SUCCESS' });
  }
  expect(stage.bitmovin.outputs().map(({ id }) => id)).toEqual(
    held.map(({ id }) => id).filter((id) => id !== OutOutputId),
  );
  expect(await stage.destroy('Late')).toMatchObject({ code: 0 });
});
