import type { CustomResourceEvent } from '../../testing';
import type { Deed } from '../../testing/storm/life';
import type { History } from './history';
import type { Script } from './script';

/** A directed history: nothing goes wrong by chance, and the script says what does. */
export interface Found {
  readonly name: string;
  readonly history: History;
  /** Makes a script, which may count. */
  readonly script: () => Script;
}

/** A deploy of versions, which comes to its end before the next deed. */
export const deploy = (outputs: Deed['outputs'], more: Partial<Deed> = {}): Deed => ({
  does: 'deploy',
  outputs,
  settles: true,
  ...more,
});
/** The deletion of the stack. */
export const remove = (): Deed => ({ does: 'delete', outputs: {}, settles: true });
/** Another resource of the stack fails after so many milliseconds. */
export const NEIGHBOUR_FAILS = (after: number) => ({ disturbed: { after, by: 'neighbour' as const } });

/** Whether an event is an Update of a resource to a version. */
export const updates = (
  { RequestType, LogicalResourceId, ResourceProperties }: CustomResourceEvent,
  id: string,
  to: number,
) =>
  RequestType === 'Update' && LogicalResourceId === id && JSON.stringify(ResourceProperties).includes(`"value-${to}"`);

/** Whether an event is a Create of a resource. */
export const creates = ({ RequestType, LogicalResourceId }: CustomResourceEvent, id: string) =>
  RequestType === 'Create' && LogicalResourceId === id;
