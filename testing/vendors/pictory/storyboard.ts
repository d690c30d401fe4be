import { isObject } from '../../fake-vendor/json';
import { bodyReader, type FieldError, fieldErrors } from './body';
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
  const reader = bodyReader(body);
  const videoName = reader.requiredText('videoName');
  const awsConnectionId = reader.text('awsConnectionId');
  const backgrounds: string[] = [];
  const scenes = reader.value('scenes');
  if (!Array.isArray(scenes) || scenes.length === 0) {
    reader.refuse('scenes', 'must be a list of at least one');
  }
  for (const [index, scene] of Array.isArray(scenes) ? scenes.entries() : []) {
    const address = BACKGROUND[form].reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), scene);
    if (typeof address === 'string') {
      backgrounds.push(address);
    } else if (!isObject(scene) || address !== undefined) {
      reader.refuse(`scenes[${index}]`, 'must be an object, and its background an address');
    }
  }
  if (reader.problems.length > 0) {
    return { errors: fieldErrors(reader.problems) };
  }
  return { videoName, ...(awsConnectionId === undefined ? {} : { awsConnectionId }), backgrounds };
}
