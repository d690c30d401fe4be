/** What came of an attempt: it was let through, IAM refused it, or something else was in the way. */
export type Answer =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'neither'; readonly why: string };

export type Expected = 'allowed' | 'refused';

/**
 * Waits for an attempt and says what came of it. Refused is only what IAM refused: a bucket that is not there or a
 * server that does not answer proves nothing about who may do what.
 */
export async function answerTo(attempt: Promise<unknown>): Promise<Answer> {
  try {
    await attempt;
    return { kind: 'allowed' };
  } catch (error) {
    if (!(error instanceof Error)) return { kind: 'neither', why: String(error) };
    // S3, STS and IAM say the one, Secrets Manager the other.
    if (/^AccessDenied(Exception)?$/.test(error.name)) return { kind: 'refused', code: error.name };
    return { kind: 'neither', why: error.name === 'Error' ? error.message : error.name };
  }
}

/** The answer in a word or two. */
export function wordOf(answer: Answer): string {
  switch (answer.kind) {
    case 'allowed':
      return 'allowed';
    case 'refused':
      return answer.code;
    case 'neither':
      return answer.why;
  }
}
