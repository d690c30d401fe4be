import { inOrder } from '../../../handlers/vendor-api/vendor-record';

it('records are ordered by the time of their creation, then by id', () => {
  const record = (id: string, createdAt: string) => ({ id, createdAt, json: {} });
  const earlier = '2026-01-01T00:00:00Z';
  const later = '2026-01-01T00:00:01Z';
  const records = [record('a', later), record('c', earlier), record('b', earlier)];
  expect(inOrder(records).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
});
