import { isObject } from '../../fake-vendor/json';
import { bodyReader, type FieldError, fieldErrors } from './body';
import type { StoryboardForm } from './paths';

/** The members of a storyboard that concern private media. */
export interface Storyboard {
  readonly videoName: string;
  readonly awsConnectionId?: string;
  /** The addresses of the scenes' backgrounds, in order. */
  readonly backgrounds: readonly string[];
}

/**
 * The place of the background in a scene (vendor's page on private media; API reference, "Create Storyboard Preview").
 */
const BACKGROUND: Record<StoryboardForm, readonly string[]> = {
  v1: ['backgroundUri'],
  v2: ['background', 'visualUrl'],
};

/**
 * Reads a storyboard. It ignores unknown fields: the vendor's own client says that the vendor drops them without an
 * error. So a background under a wrong name is no background.
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
