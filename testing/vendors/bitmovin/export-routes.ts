import type { VendorReply, VendorRequest } from '../../fake-vendor/exchange';
import { BASE_PATH } from './collection';
import { ERROR_CODES, failure, success } from './envelope';
import { readExport } from './export-task';
import type { ExportTasks } from './export-tasks';
import type { Organisation } from './organisation';
import { cut, pageOf } from './paging';

/** The path of the export tasks, from the root. */
const EXPORTS_PATH = `${BASE_PATH}/analytics/exports`;

/** One request about export tasks that may be performed. */
export interface ExportRequest {
  readonly request: VendorRequest;
  /** Absent: all of them. */
  readonly id?: string;
  readonly tasks: ExportTasks;
  /** Where the task's output must be. */
  readonly organisation: Organisation;
  /** Scheme, host and port, for the links of a list. */
  readonly origin: string;
}

/** What a path asks for, where it is about export tasks. */
export function exportTargetOf(path: string): { readonly id?: string } | undefined {
  if (path === EXPORTS_PATH) {
    return {};
  }
  const id = path.startsWith(`${EXPORTS_PATH}/`) ? path.slice(EXPORTS_PATH.length + 1) : '';
  return id === '' || id.includes('/') ? undefined : { id };
}

/** Performs a request. A task can be made and read, and that is all: there is no DELETE and no way to stop one. */
export function performExport(asked: ExportRequest): VendorReply {
  const { request, id, tasks } = asked;
  if (id !== undefined) {
    const task = tasks.find(id);
    if (request.method !== 'GET') {
      return notAllowed(request, 'GET');
    }
    return task === undefined ? notFound(`The export task ${id}`) : success(200, task);
  }
  switch (request.method) {
    case 'GET':
      return list(asked);
    case 'POST':
      return create(asked);
    default:
      return notAllowed(request, 'GET, POST');
  }
}

/** The vendor's list knows `offset` and `limit`, and no filter: a `name` is ignored. */
function list({ request, tasks, origin }: ExportRequest): VendorReply {
  const page = pageOf(request.query);
  return 'failure' in page
    ? failure(page.failure)
    : success(200, cut(tasks.all(), page, `${origin}${EXPORTS_PATH}`, request.query));
}

function create({ request, tasks, organisation }: ExportRequest): VendorReply {
  const read = readExport(request.body);
  if ('failure' in read) {
    return failure(read.failure);
  }
  // Analytics and encoding do not share their outputs (vendor's tutorial). That the vendor says so at once, and how, is
  // inferred.
  const { outputId } = read.fields.output;
  return organisation.find('analytics/outputs', outputId) === undefined
    ? notFound(`The output ${outputId}`)
    : success(201, tasks.create(read.fields));
}

function notFound(what: string): VendorReply {
  return failure({ status: 404, code: ERROR_CODES.invalidParameter, message: `${what} does not exist` });
}

function notAllowed({ method, path }: VendorRequest, allow: string): VendorReply {
  const message = `${method} is not allowed on ${path}`;
  return failure({ status: 405, code: ERROR_CODES.invalidUrl, message, headers: { allow } });
}
