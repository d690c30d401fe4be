import type { Description } from './description';

/** The optional parts of a description, each with the effect of its absence. */
const FACTS = [
  ['/Record/list', 'list: what was made and never heard of cannot be found'],
  ['/Record/update', 'update: every change makes a new record, and the old one goes last'],
  ['/Record/createdAt', 'createdAt: of several records of one request the first by id stays, not the earliest'],
  ['/Api/errorCode', "errorCode: refusals are told apart by their HTTP status alone, and a code in a 2xx isn't seen"],
  ['/Api/requestId', "requestId: the vendor's support is told no id but that of the header x-request-id"],
  ['/Api/requestsPerMinute', 'requestsPerMinute: where many deploy at once nothing is spread'],
  ['/Outcome', 'outcome: what is accepted counts as done'],
] as const;

const NOBODYS = 'ownership: no record is known to be ours; a create of unknown outcome fails, and says what may stay';
const STAYS = 'removal: records stay at the vendor when their stack goes';

/** The parts that a description does not have, each with the effect. */
export function gapsOf(description: Description): readonly string[] {
  const isCall = description.says('/Call');
  return [
    ...(!isCall && description.ownership === 'none' ? [NOBODYS] : []),
    ...(!isCall && description.removal === undefined ? [STAYS] : []),
    ...FACTS.filter(([pointer]) => !isCall || !pointer.startsWith('/Record/'))
      .filter(([pointer]) => !description.says(pointer))
      .map(([, what]) => what),
  ];
}
