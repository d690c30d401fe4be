import { VendorList, VendorOwnership, type VendorRegistrationProps, VendorUpdate } from '../../../lib';
import { anApi, aRegistration, refusalOf } from '../fixture';

it.each<[string, Partial<VendorRegistrationProps>]>([
  [
    'a member that is created, and carried by an update that does not send it',
    {
      api: anApi({ update: VendorUpdate.byPut({ fields: ['/notes'], carry: ['/name'] }) }),
      body: { name: 'a', notes: 'b' },
    },
  ],
  [
    'a body without the marker’s field, which is the one that can change',
    { api: anApi({ update: VendorUpdate.byPatch({ fields: ['/notes'] }) }), body: { name: 'a' } },
  ],
  [
    'a list that is narrowed by a number, or by what this body leaves out',
    { api: anApi({ list: VendorList.whole({ filter: { port: '/port', name: '/name' } }) }), body: { port: 7 } },
  ],
  [
    'the record of another, whatever its body would have to have',
    {
      api: anApi({ ownership: VendorOwnership.key('/arn'), update: VendorUpdate.byPatch({ fields: ['/name'] }) }),
      body: undefined,
      adoptExisting: '17',
    },
  ],
])('takes %s', (_, props) => {
  expect(() => aRegistration(props)).not.toThrow();
});

it.each<[string, Partial<VendorRegistrationProps>, string]>([
  [
    "a marker's field that is no text",
    { body: { notes: 7 } },
    "body/notes 7 is the marker's field and not text: give text, or leave it out.",
  ],
  [
    "a marker's field that holds one",
    { body: { notes: 'va1:a.b.c' } },
    "body/notes 'va1:a.b.c' holds 'va1:', with which our marker begins: leave that out.",
  ],
  [
    'what is no JSON',
    { body: { at: new Date(0) } },
    "body/at 'Date' is not JSON: give text, number, boolean, null, list or map (a date as ISO-8601 text).",
  ],
  [
    'an API that is none, without showing it',
    JSON.parse('{"api":"S3CRET"}'),
    "api '<string>' is not a VendorApi: write new VendorApi({ … }).",
  ],
  [
    'a text that leaves no room for the marker',
    { api: anApi({ ownership: VendorOwnership.marker('/notes', { maxLength: 50 }) }), body: { notes: 'mine' } },
    "body/notes 'mine' leaves no room for our marker, as the vendor keeps 50 characters: write at most 1.",
  ],
  [
    'a key that is not there',
    { api: anApi({ ownership: VendorOwnership.key('/config/arn') }), body: { config: {}, name: 'a' } },
    "body [ 'config', 'name' ] has no text at the key '/config/arn': put it there, or recognise the record otherwise.",
  ],
  [
    'a key that is no text',
    { api: anApi({ ownership: VendorOwnership.key('/n') }), body: { n: 7 } },
    "body [ 'n' ] has no text at the key '/n': put it there, or recognise the record otherwise.",
  ],
  [
    'a key that is empty',
    { api: anApi({ ownership: VendorOwnership.key('/n') }), body: { n: '' } },
    "body [ 'n' ] has no text at the key '/n': put it there, or recognise the record otherwise.",
  ],
  [
    'what is carried from the record as well',
    { api: anApi({ update: VendorUpdate.byPut({ carry: ['/version'] }) }), body: { version: 1 } },
    'body/version 1 is also carried from the record: leave it out.',
  ],
  [
    'fields that name nothing',
    { api: anApi({ update: VendorUpdate.byPatch({ fields: ['/nmae'] }) }), body: { name: 'a' } },
    "VendorUpdate.byPatch fields [ '/nmae' ] name nothing in the body: name what it has, of /name.",
  ],
  [
    'a list that is narrowed by a list',
    { api: anApi({ list: VendorList.whole({ filter: { tag: '/tags' } }) }), body: { tags: ['a'] } },
    "body/tags [ 'a' ] narrows the list as 'tag', and is no single value: give text or a number.",
  ],
  [
    'a list that is narrowed by null',
    { api: anApi({ list: VendorList.whole({ filter: { tag: '/tag' } }) }), body: { tag: null } },
    "body/tag null narrows the list as 'tag', and is no single value: give text or a number.",
  ],
  [
    'what it does not know, without showing it',
    JSON.parse('{"verify":"S3CRET"}'),
    "VendorRegistration.verify '<string>' is not known to this version: " +
      'leave it out, or use one of api, body, adoptExisting, removalPolicy, permissionsBoundary.',
  ],
])('refuses %s', (_, props, message) => {
  expect(refusalOf(() => aRegistration(props))).toBe(message);
});
