import { type BodyProblem, JsonBodyReader } from '../../fake-vendor/json-body-reader';

const WORDS = { object: 'must be a JSON object', unknown: 'is not known, or cannot be changed' };

/** What is wrong with one field of a body. */
export interface FieldError {
  readonly name: string;
  readonly errors: string;
}

/** A reader of a body. For the vendor, null has the wrong type. */
export function bodyReader(body: unknown): JsonBodyReader {
  return new JsonBodyReader(body, { words: WORDS });
}

/** The problems of a body in the vendor's form. */
export function fieldErrors(problems: readonly BodyProblem[]): FieldError[] {
  return problems.map(({ at, wrong }) => ({ name: at, errors: wrong }));
}
