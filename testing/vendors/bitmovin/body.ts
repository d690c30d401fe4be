import { type BodyProblem, JsonBodyReader } from '../../fake-vendor/json-body-reader';
import { ERROR_CODES, type Failure } from './envelope';

const MISSING = 'is required';

/**
 * A reader of a body. The vendor treats a member that is null like an absent member, and no body like an empty object.
 */
export function bodyReader(
  body: unknown = {},
  path: BodyProblem['path'] = [],
  problems: BodyProblem[] = [],
): JsonBodyReader {
  return new JsonBodyReader(body, { nullIsAbsent: true, words: { missing: MISSING } }, path, problems);
}

/** Why the vendor refuses a body with these problems; undefined where there are none. */
export function refusalOf(problems: readonly BodyProblem[]): Failure | undefined {
  const [first] = problems;
  if (first === undefined) {
    return undefined;
  }
  if (first.path.length === 0) {
    return refusal(ERROR_CODES.invalidParameter, 'The request body is not a JSON object');
  }
  const details = problems.map(({ at, wrong }) => ({ type: 'ERROR' as const, text: `${at} ${wrong}`, field: at }));
  return problems.some(({ wrong }) => wrong === MISSING)
    ? { ...refusal(ERROR_CODES.missingField, 'A required field is missing or not valid'), details }
    : { ...refusal(ERROR_CODES.invalidParameter, 'One or more fields are not valid'), details };
}

function refusal(code: number, message: string): Failure {
  return { status: 400, code, message };
}
