import type { VendorReply, VendorRequest } from '../../fake-vendor/exchange';
import { collectionPath, type Target } from './collection';
import { ERROR_CODES, failure, success } from './envelope';
import type { Organisation } from './organisation';
import { cut, pageOf } from './paging';
import { type CheckWrite, checkPermissions } from './permission-check';
import { type BitmovinRecord, shown } from './record';
import { checkBody } from './validation';

/** One request after the checks of its sign-in and its path. */
export interface RoutedRequest {
  readonly request: VendorRequest;
  readonly target: Target;
  readonly organisation: Organisation;
  /** Scheme, host and port, for the links of a list. */
  readonly origin: string;
  readonly now: Date;
  /** Performs the write of a permission check. Only this may take a while. */
  readonly checkWrite: CheckWrite;
}

/** Performs a request. Records are immutable, so any method but POST, GET and DELETE gets a 405. */
export function perform(routed: RoutedRequest): VendorReply | Promise<VendorReply> {
  const { request, target } = routed;
  if (target.id === undefined) {
    switch (request.method) {
      case 'GET':
        return list(routed);
      case 'POST':
        return create(routed);
      default:
        return notAllowed(request, 'GET, POST');
    }
  }
  const allowed = target.check ? ['POST'] : target.customData ? ['GET'] : ['GET', 'DELETE'];
  if (!allowed.includes(request.method)) {
    return notAllowed(request, allowed.join(', '));
  }
  const record = routed.organisation.find(target.collection, target.id);
  if (record === undefined) {
    return notFound(target.id);
  }
  return target.check ? checkPermissions(record, routed.checkWrite, request.body) : one(routed, record);
}

function list({ request, target, organisation, origin }: RoutedRequest): VendorReply {
  const page = pageOf(request.query);
  if ('failure' in page) {
    return failure(page.failure);
  }
  const { name } = request.query;
  // The vendor does not document whether its filter takes a whole name or a part: here it takes a whole name.
  const matching = organisation.all(target.collection).filter((record) => name === undefined || record.name === name);
  const items = matching.map((record) => shown(record, target.collection));
  return success(200, cut(items, page, `${origin}${collectionPath(target.collection)}`, request.query));
}

function create({ request, target, organisation, now }: RoutedRequest): VendorReply {
  const checked = checkBody(request.body, target.collection);
  if ('failure' in checked) {
    return failure(checked.failure);
  }
  return success(201, shown(organisation.create(target.collection, checked.fields, now), target.collection));
}

function one({ request, target, organisation }: RoutedRequest, record: BitmovinRecord): VendorReply {
  if (target.customData) {
    return success(200, { customData: record.customData, createdAt: record.createdAt });
  }
  if (request.method === 'DELETE') {
    organisation.remove(target.collection, record.id);
  }
  return success(200, shown(record, target.collection));
}

function notFound(id: string): VendorReply {
  const message = `The resource ${id} does not exist`;
  return failure({ status: 404, code: ERROR_CODES.invalidParameter, message });
}

function notAllowed({ method, path }: VendorRequest, allow: string): VendorReply {
  const message = `${method} is not allowed on ${path}`;
  return failure({ status: 405, code: ERROR_CODES.invalidUrl, message, headers: { allow } });
}
