/** The result of an attempt: AWS allowed it, IAM refused it, or something else failed. */
export type Answer =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'neither'; readonly why: string };

export type Expected = 'allowed' | 'refused';

/**
 * Waits for an attempt and names its result. Only a refusal by IAM counts as refused. A missing bucket or a silent
 * server proves nothing about the rights of the party.
 */
export async function answerTo(attempt: Promise<unknown>): Promise<Answer> {
  try {
    await attempt;
    return { kind: 'allowed' };
  } catch (error) {
    if (!(error instanceof Error)) return { kind: 'neither', why: String(error) };
    // S3, STS and IAM answer AccessDenied, and Secrets Manager AccessDeniedException.
    if (/^AccessDenied(Exception)?$/.test(error.name)) return { kind: 'refused', code: error.name };
    return { kind: 'neither', why: error.name === 'Error' ? error.message : error.name };
  }
}

/** The answer in a word or two, for the table. */
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
