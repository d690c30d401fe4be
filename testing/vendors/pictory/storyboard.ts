import type { FieldError } from './answers';
import { Fields, isObject } from './fields';
import type { StoryboardForm } from './paths';

/** What a storyboard asks for, as far as private media goes. */
export interface Storyboard {
  readonly videoName: string;
  readonly awsConnectionId?: string;
  /** The addresses of the scenes' backgrounds, in order. */
  readonly backgrounds: readonly string[];
}

/** Where a scene names its background (vendor's page on private media; API reference, "Create Storyboard Preview"). */
const BACKGROUND: Record<StoryboardForm, readonly string[]> = {
  v1: ['backgroundUri'],
  v2: ['background', 'visualUrl'],
};

/**
 * Reads a storyboard. Fields that are not known are passed over: the vendor's own client says that they are dropped
 * without a word, so a background under a wrong name is none.
 */
export function readStoryboard(body: unknown, form: StoryboardForm): Storyboard | { readonly errors: FieldError[] } {
  const fields = new Fields(body);
  const videoName = fields.text('videoName');
  const awsConnectionId = fields.optionalText('awsConnectionId');
  const backgrounds: string[] = [];
  for (const [index, scene] of fields.list('scenes').entries()) {
    const address = BACKGROUND[form].reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), scene);
    if (typeof address === 'string') {
      backgrounds.push(address);
    } else if (!isObject(scene) || address !== undefined) {
      fields.refuse(`scenes[${index}]`, 'must be an object, and its background an address');
    }
  }
  if (fields.errors.length > 0) {
    return { errors: fields.errors };
  }
  return { videoName, ...(awsConnectionId === undefined ? {} : { awsConnectionId }), backgrounds };
}
