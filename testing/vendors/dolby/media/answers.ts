import type { VendorReply } from '../../../fake-vendor/exchange';

/** An error (the vendor's client for Python, `http_context.py`: `type`, `title`, `status`, `detail`). */
export function problem(status: number, title: string, detail: string): VendorReply {
  return { status, body: { type: `about:${title.toLowerCase().replace(/\W+/g, '-')}`, title, status, detail } };
}

export function unauthorized(detail: string): VendorReply {
  return problem(401, 'Unauthorized', detail);
}

export function badRequest(detail: string): VendorReply {
  return problem(400, 'Bad Request', detail);
}

export function notFound(detail: string): VendorReply {
  return problem(404, 'Not Found', detail);
}

export function notAllowed(method: string, allow: string): VendorReply {
  return { ...problem(405, 'Method Not Allowed', `${method} is not allowed`), headers: { allow } };
}
