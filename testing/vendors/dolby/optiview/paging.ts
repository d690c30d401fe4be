import type { VendorReply } from '../../../fake-vendor/exchange';
import { pageFrom, wholeNumber } from '../../../fake-vendor/pages';
import { failure, type Problem, success } from './answers';
import type { OptiViewProfile } from './profile';

const KNOWN = ['sort', 'default', 'page', 'limit', 'desc'];

/**
 * A page of the list (vendor's OpenAPI document, "List Storage Profiles"), sorted by name. A page has 25 profiles, or
 * up to 100.
 */
export function pageOf(all: readonly OptiViewProfile[], query: Readonly<Record<string, string>>): VendorReply {
  const problems: Problem[] = Object.keys(query)
    .filter((name) => !KNOWN.includes(name))
    .map((at) => ({ at, wrong: 'is not known' }));
  const number = (name: string, otherwise: number, most: number) => {
    const found = wholeNumber(query[name] ?? String(otherwise), 1, most);
    if (found === undefined) {
      problems.push({ at: name, wrong: `is not a number from 1 to ${most}` });
    }
    return found ?? otherwise;
  };
  const page = number('page', 1, 2_147_483_647);
  const limit = number('limit', 25, 100);
  for (const name of ['default', 'desc']) {
    if (!['true', 'false', undefined].includes(query[name])) {
      problems.push({ at: name, wrong: 'is not a boolean' });
    }
  }
  if (query.sort !== undefined && query.sort !== 'name') {
    problems.push({ at: 'sort', wrong: 'is not name' });
  }
  if (problems.length > 0) {
    return failure(problems);
  }
  const wanted = all.filter((profile) => query.default !== 'true' || profile.default);
  const sorted = wanted.sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
  const ordered = query.desc === 'true' ? sorted.reverse() : sorted;
  return success(pageFrom(ordered, (page - 1) * limit, limit).items);
}
