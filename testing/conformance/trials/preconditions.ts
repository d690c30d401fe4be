import type { Stage } from '../stage';

/** Why no update can be tried. */
export const noUpdate = ({ description, options }: Stage) =>
  description.update === undefined
    ? 'the description has no update: every change makes a new record'
    : options.bodies.updated === undefined
      ? 'bodies.updated was not given'
      : undefined;

/** Why no replacement can be tried. */
export const noReplacement = ({ options }: Stage) =>
  options.bodies.replaced === undefined ? 'bodies.replaced was not given' : undefined;

/** Why no removal can be tried. */
export const noRemoval = ({ description }: Stage) =>
  description.removal === undefined ? 'the description has no removal: the record stays at the vendor' : undefined;

/** Why no marker can be looked for. */
export const noMarker = ({ description }: Stage) =>
  description.ownership === 'marker' ? undefined : 'records carry no marker of ours';

/** Why no list can be looked at. */
export const noList = ({ description }: Stage) =>
  description.list === undefined ? 'the description has no list' : undefined;

/** Why the function reads no list. */
export const noListRead = (stage: Stage) =>
  noList(stage) ??
  (stage.description.ownership === 'none'
    ? 'nothing tells our records from others, so the function reads no list'
    : undefined);

/** Why the function cannot find a record after a lost answer. */
export const notFound = ({ description }: Stage) => {
  if (description.ownership === 'none') {
    return 'nothing tells our records from others: a lost answer cannot be repaired, and the stack fails and says so';
  }
  return description.list === undefined ? 'no list: a lost answer cannot be repaired' : undefined;
};

/** Why another run of the function cannot find a record that an earlier run made. */
export const notFoundLater = (stage: Stage) =>
  notFound(stage) ??
  (stage.description.keyIsShared
    ? "others may have the key, so what an earlier run made counts as another's, and the stack says what may stay"
    : undefined);
