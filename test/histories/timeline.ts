import type { World } from './world';

/** Everything that happened in a world, in order, as lines of text: seconds since it began, and what. */
export function timeline({ simulator, stacks, lines }: World): string[] {
  const happened: { at: number; what: string }[] = [];
  const names = new Map(
    simulator.requests.map(({ event: { RequestId, RequestType, LogicalResourceId } }, index) => [
      RequestId,
      `#${index + 1} ${RequestType} ${LogicalResourceId}`,
    ]),
  );
  for (const { at, logicalId = 'stack', status, physicalId, reason } of stacks.flatMap(({ events }) => events)) {
    happened.push({ at, what: `${logicalId} ${status} ${physicalId} ${reason}` });
  }
  for (const { event, sent, ended, end } of simulator.requests) {
    const name = names.get(event.RequestId);
    happened.push({ at: sent, what: `${name}: sent` });
    happened.push({ at: ended ?? sent, what: `${name}: ${end?.kind ?? 'open'}` });
  }
  for (const [number, { event, delivery, began, ended, end, boundaries }] of simulator.invocations.entries()) {
    const run = `${names.get(event.RequestId)}, run ${number}`;
    happened.push({ at: began, what: `${run}: delivery ${delivery} begins` });
    happened.push({ at: ended ?? began, what: `${run}: ${end ?? 'runs'} after ${boundaries} boundaries` });
  }
  for (const line of lines) {
    const { at, run, ...said } = readLine(line);
    const [request = '', number = ''] = run.split(' ');
    const fields = Object.entries(said).filter(([name]) => !REPEATED.includes(name));
    const shown = fields.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ');
    happened.push({ at, what: `${names.get(request) ?? request}, run ${number}: ${shown}` });
  }
  const began = Math.min(...happened.map(({ at }) => at));
  return happened
    .sort((a, b) => a.at - b.at)
    .map(({ at, what }) => `${((at - began) / 1000).toFixed(1).padStart(8)}  ${what}`);
}

/** What each line of a run's log repeats. */
const REPEATED = ['level', 'requestId', 'cloudFormationRequest', 'stackId', 'logicalId', '_aws'];

/** A line as `subject.ts` writes it; one that is not is an error that the function threw. */
function readLine(line: string): { at: number; run: string; [field: string]: unknown } {
  try {
    return JSON.parse(line);
  } catch {
    return { at: Number.POSITIVE_INFINITY, run: 'error', message: line };
  }
}
