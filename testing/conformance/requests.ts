import type { Fault } from '../fault-proxy/fault';
import { FaultPlan } from '../fault-proxy/fault-plan';
import type { Description, Kind } from './description';

/** A plan in which the first requests of a kind meet a fault. */
export function times(count: number, kind: Kind, description: Description, fault: Fault): FaultPlan {
  const { method, path } = description.request(kind);
  return FaultPlan.on(method, FaultPlan.at(pattern(path), FaultPlan.times(count, fault)));
}

/** A plan in which every request of a kind meets a fault. */
export function always(kind: Kind, description: Description, fault: Fault): FaultPlan {
  return times(Number.POSITIVE_INFINITY, kind, description, fault);
}

/** Whether a request is one of a kind. */
export function isOf(
  kind: Kind,
  description: Description,
  request: { readonly method: string; readonly path: string },
): boolean {
  const { method, path } = description.request(kind);
  return request.method === method && pattern(path).test(request.path);
}

/** Matches a path with filled braces. Any base path may stand before it, and its query is left out. */
function pattern(path: string): RegExp {
  const [plain = ''] = path.split('?');
  const escaped = plain.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '[^/]+');
  return new RegExp(`${escaped}$`);
}
