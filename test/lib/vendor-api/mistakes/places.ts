import { Aws } from 'aws-cdk-lib/core';
import { VendorList, VendorRemoval, VendorUpdate } from '../../../../lib';
import { anApi } from '../../fixture';
import type { Mistake } from './mistake';

/** Where the API is, and where its records and their members are. */
export const PLACES: readonly Mistake[] = [
  [
    'a dotted path where a pointer belongs',
    () => anApi({ envelope: 'data.result' }),
    "envelope 'data.result' is not a JSON Pointer (RFC 6901): write '/data/result'.",
  ],
  [
    'a JSONPath where a pointer belongs',
    () => VendorList.whole({ items: '$.data.items[0]' }),
    "items '$.data.items[0]' is not a JSON Pointer (RFC 6901): write '/data/items/0'.",
  ],
  [
    'a pointer to the whole where a member belongs',
    () => anApi({ id: '' }),
    "id '' points to the whole, not to a member of it: write it as '/name'.",
  ],
  [
    'a token in a path',
    () => anApi({ path: `/groups/${Aws.STACK_NAME}/things` }),
    "path '/groups/<token>/things' holds a token: write '{name}' in the path and give the token in parameters, " +
      'so that it is URL-encoded.',
  ],
  [
    'a brace that nobody fills',
    () => anApi({ path: '/g/{group}/x', parameters: { groop: 'a' } }),
    "path '/g/{group}/x' uses '{group}', which nothing defines: add group to parameters, or use one of: groop.",
  ],
  [
    'a parameter that is in no path',
    () => anApi({ parameters: { groop: 'a' } }),
    "parameters 'groop' is in no path: write '{groop}' where it belongs, or leave it out.",
  ],
  [
    'a parameter that takes the record’s own name',
    () => anApi({ parameters: { id: 'a' } }),
    "parameters 'id' is the record's own id, which the function fills in: name it otherwise, such as 'parent'.",
  ],
  [
    'a parameter that would climb',
    () => anApi({ path: '/g/{group}', parameters: { group: '..' } }),
    "parameters.group '..' cannot stand in a path: give text on one line that is not empty, '.' or '..'.",
  ],
  [
    'more of RFC 6570 than a name',
    () => anApi({ path: '/g{?x,y}' }),
    "path '/g{?x,y}' uses '{?x,y}', more of RFC 6570 than '{name}': name one variable a brace.",
  ],
  [
    'a path that climbs',
    () => anApi({ path: '/a/../b' }),
    "path '/a/../b' climbs with '.' or '..': write the path that it comes to.",
  ],
  [
    'a fragment in a path',
    () => anApi({ path: '/a#b' }),
    "path '/a#b' holds '#', and what follows that is never sent: leave it out.",
  ],
  [
    'a path without its slash',
    () => anApi({ path: 'things' }),
    "path 'things' does not begin with '/': write what follows the base URL, such as '/things'.",
  ],
  [
    'a path with a slash at its end',
    () => anApi({ path: '/things/' }),
    "path '/things/' is not a path: write it as '/things' or '/things?kind={kind}', percent-encoded, no '/' at its end.",
  ],
  [
    'a record’s path without its id',
    () => anApi({ itemPath: '/things/main' }),
    "itemPath '/things/main' has no '{id}' for the record's id: write it as '/things/{id}'.",
  ],
  [
    'a removal’s path without its id',
    () => anApi({ removal: VendorRemoval.byDelete({ path: '/things' }) }),
    "removal.path '/things' has no '{id}' for the record's id: write it as '/things/{id}'.",
  ],
  [
    'an update’s path without its id',
    () => anApi({ update: VendorUpdate.byPut({ path: '/things' }) }),
    "update.path '/things' has no '{id}' for the record's id: write it as '/things/{id}'.",
  ],
  [
    'a collection with an id',
    () => anApi({ path: '/things/{id}' }),
    "path '/things/{id}' uses '{id}', and here there is no record yet: name a parameter otherwise, such as '{parent}'.",
  ],
  [
    'a base URL in clear',
    () => anApi({ baseUrl: 'http://api.acme.example' }),
    "baseUrl 'http://api.acme.example' is not https, and only loopback may be http, as the key would travel in clear: " +
      "write it as 'https://host/path'.",
  ],
  [
    'a base URL with credentials',
    () => anApi({ baseUrl: 'https://user:S3CRET@api.acme.example' }),
    "baseUrl 'https://…@api.acme.example' carries credentials: leave them out, and give the key as a secret.",
  ],
  [
    'a base URL by its address',
    () => anApi({ baseUrl: 'https://10.1.2.3/v1' }),
    "baseUrl 'https://10.1.2.3/v1' names an IP address, for which no certificate vouches: write the host by its name.",
  ],
  [
    'a base URL with a query',
    () => anApi({ baseUrl: 'https://api.acme.example?key=S3CRET' }),
    "baseUrl 'https://api.acme.example…' holds '?' or '#': write scheme, host and path alone.",
  ],
];
