import type { Fault } from '../fault-proxy/fault';
import { FaultPlan } from '../fault-proxy/fault-plan';
import type { Description, Kind } from './description';

/** Has the first so many requests of a kind meet a fault. */
export function times(count: number, kind: Kind, description: Description, fault: Fault): FaultPlan {
  const { method, path } = description.request(kind);
  return FaultPlan.on(method, FaultPlan.at(pattern(path), FaultPlan.times(count, fault)));
}

/** Has every request of a kind meet a fault. */
export function always(kind: Kind, description: Description, fault: Fault): FaultPlan {
  return times(Number.POSITIVE_INFINITY, kind, description, fault);
}

/** What a path is once its braces are filled: whatever stands before it, and without its query. */
function pattern(path: string): RegExp {
  const [plain = ''] = path.split('?');
  const escaped = plain.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '[^/]+');
  return new RegExp(`${escaped}$`);
}
