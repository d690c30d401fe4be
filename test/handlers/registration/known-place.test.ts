import { identityOf } from '../../../handlers/registration/identity';
import { isKnownPlace, placeIn } from '../../../handlers/registration/known-place';
import type { ResourceEvent, StackEffects } from '../../../handlers/runtime/effects';
import { PropertiesReader } from '../../../handlers/runtime/properties-reader';
import { parseRegistration } from '../../../handlers/vendor-api/parse-description';
import { LOOPBACK_VARIABLE, PLACES_VARIABLE, UNKNOWN_HOST } from '../../../lib/vendor-api/contract';
import { placeOf } from '../../../lib/vendor-api/place';
import { propertiesOf } from '../../faults/cloudformation/properties';

const HERE = 'https://api.vendor.example/v1';
const FORMER = 'https://api.former.example/v1';
const OTHER_SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:other-AbCdEf';

const wireAt = (baseUrl: string, arn?: string) => {
  const text = JSON.stringify(propertiesOf(baseUrl));
  const properties = arn ? text.replace(/arn:aws:secretsmanager[^"]*/, arn) : text;
  return parseRegistration(PropertiesReader.of('event', { P: JSON.parse(properties) }).map('P'));
};
const shownAt = (baseUrl: string) => JSON.stringify(propertiesOf(baseUrl));
const idAt = (baseUrl: string) => `va1:own:${identityOf(wireAt(baseUrl))}.AAAAAAAAAAAAAA:id`;

interface Row {
  /** What the request names. Default: the former place, with its secret. */
  readonly baseUrl?: string;
  readonly arn?: string;
  readonly mayBeFormer?: boolean;
  readonly physicalId?: string;
  /** What the function's environment lists. Default: the present place. */
  readonly listed?: string;
  /** Newest first; undefined: CloudFormation is silent. */
  readonly events: readonly Partial<ResourceEvent>[] | undefined;
}

/** The last character is missing, as where CloudFormation cuts a long text. */
const CUT = shownAt(FORMER).slice(0, -1);
const MASKED = shownAt(FORMER).replace(FORMER, '****');
const listedHere = placeOf(wireAt(HERE).Api);
const id = idAt(FORMER);

it.each<[string, Row, boolean | undefined]>([
  ['the present place needs no event', { baseUrl: HERE, events: undefined }, true],
  ['the present host with another secret', { baseUrl: HERE, arn: OTHER_SECRET, events: [] }, false],
  [
    'a former place, for a request about the present',
    { mayBeFormer: false, events: [{ properties: shownAt(FORMER) }] },
    false,
  ],
  [
    'a former place that the events show',
    { events: [{ properties: shownAt(HERE) }, { properties: shownAt(FORMER) }] },
    true,
  ],
  ['a former place that they do not show', { events: [{ properties: shownAt(HERE) }] }, false],
  ['a former host with another secret', { arn: OTHER_SECRET, events: [{ properties: shownAt(FORMER) }] }, false],
  ['a former place while CloudFormation is silent', { events: undefined }, undefined],
  ['cut text, and the id of a record there', { physicalId: id, events: [{ physicalId: id, properties: CUT }] }, true],
  ['no text, and the id of a record there', { physicalId: id, events: [{ physicalId: id }] }, true],
  [
    'masked text, and the id of a record there',
    { physicalId: id, events: [{ physicalId: id, properties: MASKED }] },
    true,
  ],
  ['no text, and an id that the events do not show', { physicalId: id, events: [{ physicalId: 'another' }] }, false],
  [
    'no text, and the id of a record elsewhere',
    { physicalId: idAt(HERE), events: [{ physicalId: idAt(HERE) }] },
    false,
  ],
  [
    'whole text of elsewhere beside that id',
    { physicalId: id, events: [{ physicalId: id, properties: shownAt(HERE) }] },
    false,
  ],
  [
    'a host that only the deploy knows, shown',
    { mayBeFormer: false, listed: UNKNOWN_HOST, events: [{ properties: shownAt(FORMER) }] },
    true,
  ],
  [
    'a host that only the deploy knows, and another one shown',
    { mayBeFormer: false, listed: UNKNOWN_HOST, events: [{ properties: shownAt(HERE) }] },
    false,
  ],
  [
    'only an older event shows it',
    {
      mayBeFormer: false,
      listed: UNKNOWN_HOST,
      events: [{ properties: shownAt(HERE) }, { properties: shownAt(FORMER) }],
    },
    false,
  ],
  [
    'a host that only the deploy knows, cut',
    { mayBeFormer: false, listed: UNKNOWN_HOST, events: [{ properties: CUT }] },
    true,
  ],
  [
    'a host that only the deploy knows, masked',
    { mayBeFormer: false, listed: UNKNOWN_HOST, events: [{ properties: MASKED }] },
    true,
  ],
  ['a host that only the deploy knows, and no events', { mayBeFormer: false, listed: UNKNOWN_HOST, events: [] }, true],
])('B1 %s', async (_, row, known) => {
  const { baseUrl = FORMER, arn, mayBeFormer = true, physicalId = '', listed = listedHere, events } = row;
  const before = process.env[LOOPBACK_VARIABLE];
  process.env[LOOPBACK_VARIABLE] = 'fakes';
  process.env[PLACES_VARIABLE] = listed;
  const resourceEvents: StackEffects['resourceEvents'] = async (_stack, _resource, isLast) => {
    const whole = events?.map((event) => ({ status: 'UPDATE_COMPLETE', physicalId: '', properties: '', ...event }));
    const last = whole?.findIndex(isLast) ?? -1;
    return last < 0 ? whole : whole?.slice(0, last + 1);
  };
  const request = {
    type: 'Delete',
    stackId: 's',
    requestId: 'r',
    logicalId: 'l',
    responseUrl: '',
    physicalId,
  } as const;
  expect(await isKnownPlace(request, placeIn(wireAt(baseUrl, arn)), mayBeFormer, { resourceEvents })).toBe(known);
  process.env[LOOPBACK_VARIABLE] = before;
});
