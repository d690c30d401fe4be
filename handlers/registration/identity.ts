import type { CallWire, RegistrationWire } from '../../lib/vendor-api/contract';
import { canonicalJson, digest } from '../runtime/digest';
import { at, put } from '../runtime/json-pointer';
import { decodeBody } from '../vendor-api/typed-body';

/**
 * A digest of what this function cannot change in place: where the record lives, and what it says. Another digest means
 * another record.
 */
export function identityOf(wire: RegistrationWire): string {
  const { Api, Record } = wire;
  const { headers = {}, parameters = {} } = Api;
  const { fixed } = partsOf(wire);
  // The first versions wrote no parameters, and their records keep their identity.
  const where = Object.keys(parameters).length > 0 ? [Record.create, canonicalJson(parameters)] : [Record.create];
  return digest(Api.baseUrl, canonicalJson(headers), ...where, canonicalJson(fixed));
}

/** What a record says that the vendor can change in place, as text to compare. */
export function changeableOf(wire: RegistrationWire): string {
  return canonicalJson(partsOf(wire).changeable);
}

function partsOf({ Record: { update }, Body }: RegistrationWire): { fixed: unknown; changeable: unknown } {
  const body = decodeBody(Body);
  if (!update) {
    return { fixed: body, changeable: {} };
  }
  const fields = update.fields ?? [''];
  return {
    fixed: fields.reduce<unknown>((rest, field) => (field === '' ? {} : put(rest, field, undefined)), body),
    changeable: fields.map((field) => at(body, field) ?? null),
  };
}

/** A digest of what a call says, and of where its external ID is read. The secrets that sign it in are no part of it. */
export function callDigest({ Api, Call, Body, Returns = {} }: CallWire): string {
  const { headers = {}, parameters = {}, envelope } = Api;
  const read = canonicalJson([
    envelope,
    Object.values(Returns).flatMap(({ at, check }) => (check === 'externalId' ? [at] : [])),
  ]);
  return digest(
    Api.baseUrl,
    canonicalJson(headers),
    canonicalJson(parameters),
    Call.method,
    Call.path,
    canonicalJson(Body ? decodeBody(Body) : null),
    read,
  );
}
