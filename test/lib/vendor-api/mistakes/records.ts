import { Duration } from 'aws-cdk-lib/core';
import {
  OnExisting,
  VendorCall,
  VendorList,
  VendorMethod,
  VendorOutcome,
  VendorOwnership,
  VendorRegistration,
  VendorRemoval,
  VendorUpdate,
} from '../../../../lib';
import { anApi, aRegistration, aStack } from '../../fixture';
import type { Mistake } from './mistake';

const NOT_JSON = 'is not JSON: give text, number, boolean, null, list or map (a date as ISO-8601 text).';

/** How a record is known, changed and taken away, what it says, and what is asked of it. */
export const RECORDS: readonly Mistake[] = [
  [
    'a marker without a list to look in',
    () => anApi({ list: VendorList.none() }),
    "ownership 'marker' needs a list to look in, but list is VendorList.none(): " +
      'describe the list, or say VendorOwnership.none().',
  ],
  [
    'a PUT that loses the marker',
    () => anApi({ update: VendorUpdate.byPut({ fields: ['/name'] }) }),
    "VendorUpdate.byPut fields [ '/name' ] leave out the marker's '/notes', so that a PUT would wipe it: " +
      "add '/notes' to fields or carry.",
  ],
  [
    'a list that is narrowed by the marker’s field',
    () => anApi({ list: VendorList.whole({ filter: { notes: '/notes' } }) }),
    "filter 'notes' narrows the list by the marker's field, which never reads as the body says: take another member.",
  ],
  [
    'a marker in a field that is too short',
    () => VendorOwnership.marker('/notes', { maxLength: 40 }),
    'maxLength 40 has no room for our marker of 48: mark another field, or recognise the record otherwise.',
  ],
  [
    'a text that leaves the marker no room',
    () =>
      aRegistration({
        api: anApi({ ownership: VendorOwnership.marker('/notes', { maxLength: 60 }) }),
        body: { notes: 'my own description' },
      }),
    "body/notes 'my own description' leaves no room for our marker, as the vendor keeps 60 characters: write at most 11.",
  ],
  [
    'a marker’s field that is no text',
    () => aRegistration({ body: { notes: ['a'] } }),
    "body/notes [ 'a' ] is the marker's field and not text: give text, or leave it out.",
  ],
  [
    'a key that an update can change',
    () => anApi({ ownership: VendorOwnership.key('/name'), update: VendorUpdate.byPatch() }),
    "VendorUpdate.byPatch fields '(all)' let the key '/name' change in place, and the record would be lost sight of: " +
      'list the fields, without the key.',
  ],
  [
    'a key that the body lacks',
    () => aRegistration({ api: anApi({ ownership: VendorOwnership.key('/role_arn') }), body: { name: 'a' } }),
    "body [ 'name' ] has no text at the key '/role_arn': put it there, or recognise the record otherwise.",
  ],
  [
    'a key of others, and no word on their records',
    () => aRegistration({ api: anApi({ ownership: VendorOwnership.key('/name') }), body: { name: 'acme' } }),
    "body/name 'acme' is a key that others may have, and onExisting does not say what becomes of their record: " +
      'give VendorOwnership.key OnExisting.FAIL (the create fails; one that dies half way may leave its record) or ' +
      'OnExisting.ADOPT (it is read, and never changed or deleted), or write api.ownName(scope, …) there, a name that ' +
      'only this stack can have.',
  ],
  [
    'one key for two records',
    () => {
      const stack = aStack();
      const api = anApi({ ownership: VendorOwnership.key('/name', { onExisting: OnExisting.FAIL }) }, stack);
      new VendorRegistration(stack, 'One', { api, body: { name: 'acme' } });
      new VendorRegistration(stack, 'Two', { api, body: { name: 'acme' } });
    },
    "body/name 'acme' is also the key of Exports/One, and each would take the other's record: give each a key of its own.",
  ],
  [
    'what is carried, and given',
    () => aRegistration({ api: anApi({ update: VendorUpdate.byPut({ carry: ['/version'] }) }), body: { version: 1 } }),
    'body/version 1 is also carried from the record: leave it out.',
  ],
  [
    'what is carried, and given by what disables',
    () => VendorRemoval.byPut({ body: { version: 1 }, carry: ['/version'] }),
    'removal.body/version 1 is also carried from the record: leave it out.',
  ],
  [
    'what is carried, and updated',
    () => VendorUpdate.byPut({ fields: ['/name'], carry: ['/name'] }),
    "VendorUpdate.byPut carry [ '/name' ] holds '/name', which fields send from the body: leave it out of one of the two.",
  ],
  [
    'a slip of the pen in the fields',
    () => aRegistration({ api: anApi({ update: VendorUpdate.byPatch({ fields: ['/nmae'] }) }), body: { name: 'a' } }),
    "VendorUpdate.byPatch fields [ '/nmae' ] name nothing in the body: name what it has, of /name.",
  ],
  [
    'an update of nothing',
    () => VendorUpdate.byPatch({ fields: [] }),
    'VendorUpdate.byPatch fields [] let nothing change: name a member, or say VendorUpdate.none().',
  ],
  [
    'what disables by saying nothing',
    () => VendorRemoval.byPut(JSON.parse('{}')),
    'VendorRemoval.byPut body {} says nothing: write what disables a record, such as { enabled: false }.',
  ],
  [
    'an outcome that is waited for too long',
    () => VendorOutcome.at('/state', { success: ['READY'], within: Duration.minutes(10) }),
    "within '10 minutes' is longer than the function has: write at most Duration.minutes(4).",
  ],
  [
    'an outcome that is good and bad',
    () => VendorOutcome.at('/state', { success: ['DONE'], failure: ['DONE'] }),
    "failure 'DONE' also means success: leave it out of one of the two.",
  ],
  ['a date in a body', () => aRegistration({ body: { at: new Date(0) } }), `body/at 'Date' ${NOT_JSON}`],
  ['no number in a body', () => aRegistration({ body: { n: Number.NaN } }), `body/n 'NaN' ${NOT_JSON}`],
  ['a function in a body', () => aRegistration({ body: { f: () => 1 } }), `body/f 'function' ${NOT_JSON}`],
  [
    '__proto__ in a body',
    () => aRegistration({ body: JSON.parse('{"__proto__":{"admin":true}}') }),
    `body/__proto__ '__proto__' ${NOT_JSON}`,
  ],
  [
    'a dynamic reference in a body',
    () => aRegistration({ body: { key: '{{resolve:secretsmanager:key}}' } }),
    "body/key '{{resolve:secretsmanager:key}}' is a dynamic reference, which CloudFormation does not resolve here: " +
      'give the secret itself, as VendorSecret.fromSecretsManager(secret).',
  ],
  [
    'an external ID that nobody described',
    () => aRegistration().externalId,
    "externalId '(unset)' is asked of Exports/Acme, whose description does not say where it is: " +
      "add externalId: '/…' to the VendorApi.",
  ],
  [
    'a principal that nobody described',
    () => aRegistration().principal,
    "principal '(unset)' is asked of Exports/Acme, whose description does not say where it is: " +
      "add principal: '/…' and principalAccount to the VendorApi.",
  ],
  [
    'an attribute by its name',
    () => aRegistration().attribute('version'),
    "attribute 'version' is not a JSON Pointer (RFC 6901): write '/version'.",
  ],
  [
    'a call about a record that it does not know',
    () => new VendorCall(aStack(), 'Check', { api: anApi(), path: '/things/{id}/check' }),
    "path '/things/{id}/check' uses '{id}', and here there is no record yet: " +
      "name a parameter otherwise, such as '{parent}'.",
  ],
  [
    'a GET with a body',
    () => new VendorCall(aStack(), 'Check', { api: anApi(), path: '/check', method: VendorMethod.GET, body: { a: 1 } }),
    "body [ 'a' ] comes with GET, which sends none: leave it out, or take another method.",
  ],
];
