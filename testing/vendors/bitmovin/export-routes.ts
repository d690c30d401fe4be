import type { VendorReply, VendorRequest } from '../../fake-vendor/exchange';
import { BASE_PATH } from './collection';
import { ERROR_CODES, failure, success } from './envelope';
import { readExport } from './export-task';
import type { ExportTasks } from './export-tasks';
import type { Organisation } from './organisation';
import { cut, pageOf } from './paging';

/** The path of the export tasks, from the root. */
const EXPORTS_PATH = `${BASE_PATH}/analytics/exports`;

/** One request about export tasks, after the check of its sign-in. */
export interface ExportRequest {
  readonly request: VendorRequest;
  /** Absent: the request is about the whole list. */
  readonly id?: string;
  readonly tasks: ExportTasks;
  /** The organisation that must have the task's output. */
  readonly organisation: Organisation;
  /** Scheme, host and port, for the links of a list. */
  readonly origin: string;
}

/** The export task, or the list, that a path names; undefined for a path of another kind. */
export function exportTargetOf(path: string): { readonly id?: string } | undefined {
  if (path === EXPORTS_PATH) {
    return {};
  }
  const id = path.startsWith(`${EXPORTS_PATH}/`) ? path.slice(EXPORTS_PATH.length + 1) : '';
  return id === '' || id.includes('/') ? undefined : { id };
}

/** Performs a request. A client can create and read tasks. The vendor has no DELETE, and no way to stop a task. */
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

/** The vendor's list knows `offset` and `limit`, and no filter: it ignores `name`. */
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
  // An export task cannot use an encoding output (vendor's tutorial). That the vendor refuses it at once is inferred,
  // and so are the words.
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
