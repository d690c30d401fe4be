import { adoptedId, ownId, readPhysicalId, vendorIdOf } from '../../../handlers/custom-resource/physical-id';
import { identityOf } from '../../../handlers/registration/identity';
import { markerText, readMarker } from '../../../handlers/vendor-api/marker';
import type { RegistrationWire } from '../../../lib/vendor-api/contract';

const NAMES = { resource: 'AAAAAAAAAAAAAA', identity: 'BBBBBBBBBBBBBB', request: 'C-C_CCCCCCCCCC' };

describe('an identity', () => {
  const wire: RegistrationWire = {
    Format: '1',
    Api: {
      baseUrl: 'https://a.example',
      headers: { A: '1', B: '2' },
      authentication: [],
      mediaType: 'application/json',
      envelope: '',
      requestEnvelope: '',
      errorText: [],
      refusals: {},
    },
    Record: {
      create: '/c',
      item: '/c/{id}',
      id: '/id',
      ownership: { by: 'marker', at: '/d' },
      list: { path: '/c', items: '' },
    },
    Body: { value: { x: '1', y: ['2'] } },
  };

  it.each([
    ['base URL', { Api: { ...wire.Api, baseUrl: 'https://b.example' } }],
    ['headers', { Api: { ...wire.Api, headers: { A: '1' } } }],
    ['path', { Record: { ...wire.Record, create: '/other' } }],
    ['body', { Body: { value: { x: '2', y: ['2'] } } }],
    ["a body's types", { Body: { ...wire.Body, types: { '/x': 'number' as const } } }],
  ])('changes with the %s', (_, change) => {
    expect(identityOf({ ...wire, ...change })).not.toBe(identityOf(wire));
  });

  it.each([
    ['refusals', { Api: { ...wire.Api, refusals: { '423': 'RETRY' as const } } }],
    ['the list', { Record: { ...wire.Record, list: { path: '/other', items: '/x' } } }],
    ['returns', { Returns: { ExternalId: { at: '/x', check: 'externalId' as const } } }],
    [
      'the order of members',
      { Body: { value: { y: ['2'], x: '1' } }, Api: { ...wire.Api, headers: { B: '2', A: '1' } } },
    ],
  ])('does not change with %s', (_, change) => {
    expect(identityOf({ ...wire, ...change })).toBe(identityOf(wire));
  });
});

describe('a marker', () => {
  it.each([
    [markerText(NAMES), NAMES],
    [`of the data team ${markerText(NAMES)}`, NAMES],
    [`${markerText(NAMES)} and more`, undefined],
    [`x${markerText(NAMES)}`, undefined],
    [markerText(NAMES).slice(0, -1), undefined],
    ['va1:', undefined],
    [undefined, undefined],
    [7, undefined],
  ])('in %j is read as %j', (text, expected) => {
    expect(readMarker(text)).toEqual(expected);
  });

  it('is as long as the documents of the library say', () => {
    expect(markerText(NAMES)).toHaveLength(48);
  });
});

describe('a physical id', () => {
  it.each(['5f0c8d1e-7a55-4c3c-9a63-0d2f2f3c5a10', 'a b/c?d#é', '7', 'x:y'])('gives back the vendor id %s', (id) => {
    expect(readPhysicalId(ownId(NAMES, id))).toEqual({
      kind: 'own',
      identity: NAMES.identity,
      request: NAMES.request,
      id,
    });
  });

  it.each(['5f0c8d1e', 'a b/c?d#é', '7', 'x:y', '%'])('51 gives back the id %s of a record that is adopted', (id) => {
    expect(readPhysicalId(adoptedId(id))).toEqual({ kind: 'adopted', id });
    expect(vendorIdOf(adoptedId(id))).toBe(id);
    expect(adoptedId(id)).toMatch(/^va1:adopted:[\w%.~-]+$/);
  });

  it.each([
    ['va1:adopted:', 'invented'],
    ['va1:adopted:%', 'invented'],
    ['va1:none:AAAAAAAAAAAAAA', 'none'],
    ['va1:maybe:AAAAAAAAAAAAAA', 'maybe'],
    ['va1:maybe:short', 'invented'],
    ['va1:own:AAAAAAAAAAAAAA.AAAAAAAAAAAAAA:%', 'invented'],
    ['Exports-Registration-1ABC', 'invented'],
    ['va1:own:short:id', 'invented'],
    ['', 'invented'],
  ])('%s is of kind %s', (text, kind) => {
    expect(readPhysicalId(text)).toEqual(kind === 'invented' ? { kind } : { kind, request: 'AAAAAAAAAAAAAA' });
  });
});
