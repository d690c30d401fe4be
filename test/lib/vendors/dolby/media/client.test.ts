import {
  DolbyMediaRefusal,
  type Invoked,
  type MediaRequest,
  mediaJob,
} from '../../../../../lib/vendors/dolby/media/client';

const REQUEST: MediaRequest = { api: 'enhance', input: { key: 'input/a.mp4' }, queueSeconds: 0, mediaSeconds: 60 };

const answering = (answer: unknown, more: Partial<Invoked> = {}) => ({
  payloads: [] as string[],
  async invoke(this: { payloads: string[] }, payload: string): Promise<Invoked> {
    this.payloads.push(payload);
    return { Payload: Buffer.from(JSON.stringify(answer)), ...more };
  },
});

it('S1.14 sends the request, and gives the body', async () => {
  const answer = { body: { input: 'https://…' }, expires: { input: 'then' } };
  const lambda = answering(answer);
  expect(await mediaJob((payload) => lambda.invoke(payload), REQUEST)).toEqual(answer);
  expect(lambda.payloads.map((payload) => JSON.parse(payload))).toEqual([REQUEST]);
});

it('S1.5 a refusal is an error of its own, with the sentence', async () => {
  const lambda = answering(
    { errorType: 'DolbyMediaRefusal', errorMessage: 'too long: cut it.' },
    { FunctionError: 'Unhandled' },
  );
  const failed = mediaJob((payload) => lambda.invoke(payload), REQUEST);
  await expect(failed).rejects.toBeInstanceOf(DolbyMediaRefusal);
  await expect(failed).rejects.toThrow(/^too long: cut it\.$/);
});

it.each([
  [{ errorType: 'Error', errorMessage: 'AWS is down' }, 'The signing function failed: AWS is down'],
  [null, 'The signing function failed: Unhandled'],
])('a failure is another: %j', async (answer, message) => {
  const lambda = answering(answer, { FunctionError: 'Unhandled' });
  const failed = mediaJob((payload) => lambda.invoke(payload), REQUEST);
  await expect(failed).rejects.toThrow(message);
  await expect(failed).rejects.not.toBeInstanceOf(DolbyMediaRefusal);
});
