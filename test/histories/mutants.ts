import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import type { Odds } from '../../testing/storm/storm';
import type { FORGERIES } from './forgeries';

/** A safeguard of the handler, taken away: what stands in its source, and what would stand there without it. */
export interface Mutant {
  readonly name: string;
  /** In `handlers/`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** What goes wrong more often than usual, so that the safeguard is needed soon. */
  readonly odds?: Partial<Odds>;
  /** The forged event that shows it. Absent: random histories do. */
  readonly forgery?: keyof typeof FORGERIES;
}

/** Without any one of these the histories must go wrong: where they do not, they test nothing of it. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no second look after the post',
    file: 'registration/create.ts',
    from: 'const ours = await ownership.look(listsOf(job, undefined, posted?.id), mayHaveActed);',
    to: 'const ours = posted ? [posted] : await ownership.look(listsOf(job), mayHaveActed);',
  },
  {
    name: 'no undo of what is not wanted any more',
    file: 'registration/reconcile.ts',
    from: 'await withdraw(job, stack, stale, present?.posted ? present.record.id : undefined);',
    to: '',
  },
  {
    name: 'no check whether the event is older than the operation',
    file: 'custom-resource/stack-state.ts',
    from: 'sent < Math.floor(time / 1000) * 1000',
    to: 'false',
    odds: { lateDuplicate: 0.6, duplicate: 0, delayed: 0.3 },
  },
  {
    name: 'no sweep after a rollback',
    file: 'registration/reconcile.ts',
    from: 'await cleanUpAfterRollback(job, present.record.id);',
    to: '',
  },
  {
    name: 'no decision between two tries after the answer',
    file: 'registration/after-answer.ts',
    from: 'if (recordedOurs || (isLast && rollingBack)) {',
    to: 'if (isLast && rollingBack) {',
    odds: { duplicate: 0.9 },
  },
  {
    name: 'what was recorded before an update is taken to be nobody’s',
    file: 'registration/decide.ts',
    from: 'if (!keepsReplaced && (!updating || pastMayGo)) {',
    to: 'if (true) {',
    odds: { lateDuplicate: 0.9, duplicate: 0 },
  },
  {
    name: 'a Delete that looks once for what a Create still makes',
    file: 'registration/remove.ts',
    from: "() => (id.kind === 'none' ? undefined : {})",
    to: '() => undefined',
    odds: { crash: 0.5 },
  },
  {
    name: 'what is recorded is asked before how the stack is',
    file: 'custom-resource/stack-state.ts',
    from: `const stack = await effects.describeStack(request.stackId);
  const resource = await effects.describeResource(request.stackId, request.logicalId);`,
    to: `const resource = await effects.describeResource(request.stackId, request.logicalId);
  const stack = await effects.describeStack(request.stackId);`,
    odds: { duplicate: 0.9 },
  },
  {
    name: 'CloudFormation is not asked what was recorded before',
    file: 'runtime/cloudformation.ts',
    from: 'if (PhysicalResourceId && of(LogicalResourceId)) {',
    to: 'if (false) {',
  },
  {
    name: 'A1 a rollback’s own event says again what was before',
    file: 'custom-resource/stack-state.ts',
    from: 'isFromBeforeRollback(request, rollback)\n  );',
    to: 'true\n  );',
  },
  {
    name: 'A2 in a rollback, a request’s time is compared with the rollback’s beginning',
    file: 'custom-resource/stack-state.ts',
    from: 'rollback?.reached ?? rollback?.began',
    to: 'rollback?.began',
  },
  {
    name: 'A3 what an earlier try has changed in place stays',
    file: 'registration/reconcile.ts',
    from: 'changedBefore || (await isOfFailedUpdate(job.request, job.effects, stack.rollback))',
    to: 'changedBefore',
  },
  {
    name: 'A4 a Delete is not asked when CloudFormation sent it',
    file: 'custom-resource/stack-state.ts',
    from: '!stackGoing && isFromBefore(request, stack.began)',
    to: 'false',
  },
  {
    name: 'A4 a Delete that looks for a minute is asked once',
    file: 'registration/clean-up.ts',
    from: "(request.type === 'Delete' && whyStale(request, stack) !== undefined)",
    to: 'false',
  },
  {
    name: 'A3 CloudFormation is not asked before the record from before is changed back',
    file: 'registration/find.ts',
    from: 'if (!(await isWanted())) {',
    to: 'if (false) {',
  },
  {
    name: 'A7 after a lost answer the look ends with the record of the answer',
    file: 'registration/after-answer.ts',
    from: 'return recordedOurs && !mayHaveTwin;',
    to: 'return recordedOurs;',
  },
  {
    name: 'A19 where replaced records are kept, a rollback removes nothing',
    file: 'registration/reconcile.ts',
    from: 'keepsReplaced && (failed === undefined || failed === marker.identity)',
    to: 'keepsReplaced',
  },
  {
    name: 'A19 what CloudFormation once recorded, and was to be kept, goes',
    file: 'registration/decide.ts',
    from: '!keepsReplaced && (!updating || pastMayGo)',
    to: '!updating || pastMayGo',
  },
  {
    name: 'A3 an update that did not touch the resource hides the rollback before it',
    file: 'runtime/cloudformation.ts',
    from: 'if (isTouched) {',
    to: 'if (true) {',
  },
  {
    name: 'A3 a call that came late is not followed by the call from before',
    file: 'registration/call.ts',
    from: 'isRepeatable && (await isOfFailed()) && (await isKnownPlace(request, { api: before.Api }, true, effects))',
    to: 'false',
  },
  {
    name: 'A3 a change in place that failed late stays',
    file: 'registration/reconcile.ts',
    from: "if (error instanceof Unsettled && job.request.type === 'Update') {",
    to: 'if (false) {',
  },
  {
    name: 'a call is repeated, whatever the stack does meanwhile, and is not asked afterwards',
    file: 'registration/call.ts',
    from: `  } finally {
    await stopIfStale(during, await now());
  }`,
    to: `  } finally {
  }`,
  },
  {
    name: 'A5 a Delete removes only what the vendor shows',
    file: 'registration/remove.ts',
    from: 'record?.marker !== undefined && record.marker.resource !== marker.resource',
    to: 'record?.marker?.resource !== marker.resource',
  },
  {
    name: 'A12 a record that does not show its marker is kept',
    file: 'vendor-api/ownership.ts',
    from: 'if (record && !isSameMarker(record.marker, ours)) {',
    to: 'if (false) {',
  },
  {
    name: 'A13 the Delete of a create that failed asks the record whose it is',
    file: 'registration/remove.ts',
    from: `  if (left) {
    return false;`,
    to: `  if (left) {
    return true;`,
  },
  {
    name: 'A20 one page of events is read',
    file: 'runtime/cloudformation.ts',
    from: 'const MAX_EVENT_PAGES = 60;',
    to: 'const MAX_EVENT_PAGES = 1;',
  },
  {
    name: 'a list that lags is believed',
    file: 'registration/find.ts',
    from: 'if (records.ownership.keyAt === undefined) {',
    to: 'if (true) {',
  },
  {
    name: 'a key that others could have: another try does not wait for the one that posted',
    file: 'registration/find.ts',
    from: 'listsOf(job, (record) => mayBeOfEarlierTry(job, record))',
    to: 'listsOf(job)',
  },
  {
    name: 'a key that others could have: what CloudFormation gave up after its last look stays',
    file: 'registration/reconcile.ts',
    from: "posted && job.records.ownership.canRecover !== 'at any time'",
    to: 'false',
  },
  {
    name: 'Lambda does not deliver an event again whose answer did not arrive',
    file: 'custom-resource/guard.ts',
    from: `    logError('the event was not answered', error);
    throw error;`,
    to: `    logError('the event was not answered', error);`,
  },
  {
    name: 'B2 a request of another stack is carried out',
    file: 'custom-resource/open-request.ts',
    from: 'own === undefined || stackId !== own',
    to: 'own === undefined',
    forgery: 'of another stack',
  },
  {
    name: 'B1 a Create is carried out while nothing is under way',
    file: 'custom-resource/open-request.ts',
    from: 'return resource?.status === `',
    to: 'return true || resource?.status === `',
    forgery: 'nothing is under way',
  },
  {
    name: 'B1 silence of CloudFormation is leave',
    file: 'custom-resource/open-request.ts',
    from: `if (resource === undefined) {
    return undefined;`,
    to: `if (resource === undefined) {
    return true;`,
    forgery: 'CloudFormation is silent',
  },
  {
    name: 'B1 any host gets the key',
    file: 'registration/known-place.ts',
    from: 'isListedPlace(place.api) || isEmulated()',
    to: 'true',
    forgery: 'a foreign host',
  },
  {
    name: 'B1 any host gets the answer',
    file: 'custom-resource/guard.ts',
    from: 'checkResponseUrl(target);',
    to: '',
    forgery: 'a foreign response target',
  },
  {
    name: 'B1 while a resource is deleted, any record is',
    file: 'custom-resource/open-request.ts',
    from: '(!named || resource.physicalId === physicalId)',
    to: 'true',
    forgery: 'a Delete of another record than the deleted one',
  },
  {
    name: 'B1 a record goes that CloudFormation does not delete',
    file: 'custom-resource/open-request.ts',
    from: "/^DELETE_(IN_PROGRESS|FAILED)$/.test(events.find(isOfId)?.status ?? '')",
    to: 'events.length > 0',
    forgery: 'a Delete of what is not being deleted',
  },
  {
    name: 'B1 a late Update puts back what an invoker says',
    file: 'custom-resource/open-request.ts',
    from: "isShownIn(newest.properties, memberOf(event, 'OldResourceProperties'))",
    to: 'true',
    forgery: 'a late Update to what the stack does not say',
  },
];

/**
 * Changes the handler's source on its way into a bundle.
 *
 * @throws while bundling, if the source does not hold what is to be changed, or is in no bundle: the mutant is then out of date
 */
export function mutation({ name, file, from, to }: Mutant): Plugin {
  return {
    name,
    setup(build) {
      let applied = false;
      build.onEnd(() =>
        applied ? {} : { errors: [{ text: `${file} is in no bundle: the mutant '${name}' was not applied.` }] },
      );
      build.onLoad({ filter: new RegExp(`handlers/${file.replace('.', '\\.')}$`) }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (source.split(from).length !== 2) {
          throw new Error(`${file} does not hold '${from}' once: bring the mutant '${name}' up to date.`);
        }
        applied = true;
        return { contents: source.replace(from, () => to), loader: 'ts' };
      });
    },
  };
}
