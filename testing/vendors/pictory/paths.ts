/** The beginning of the vendor's paths, before the version. */
export const ROOT_PATH = '/pictoryapis';

/** The base path of connections, tokens and jobs (vendor's API reference). */
export const BASE_PATH = `${ROOT_PATH}/v1`;

/**
 * The form of a storyboard. The old form is that of the page on private media. The present form is that of the vendor's
 * API reference ("Create Storyboard Preview" and "Render Storyboard Video").
 */
export type StoryboardForm = 'v1' | 'v2';

const STORYBOARDS: Readonly<Record<string, StoryboardForm>> = {
  [`${BASE_PATH}/video/storyboard`]: 'v1',
  [`${ROOT_PATH}/v2/video/storyboard`]: 'v2',
  [`${ROOT_PATH}/v2/video/storyboard/render`]: 'v2',
};

/** The resource that a path names. */
export type Target =
  | { readonly kind: 'token' }
  | { readonly kind: 'connections' }
  | { readonly kind: 'connection' | 'job'; readonly id: string }
  | { readonly kind: 'storyboard'; readonly form: StoryboardForm };

/** Finds the resource that a path names; undefined where the vendor has no such URL. */
export function targetOf(path: string): Target | undefined {
  switch (path) {
    case `${BASE_PATH}/oauth2/token`:
      return { kind: 'token' };
    case `${BASE_PATH}/awsconnections`:
      return { kind: 'connections' };
    default:
      return storyboardOf(path) ?? itemOf(path);
  }
}

function storyboardOf(path: string): Target | undefined {
  const form = Object.hasOwn(STORYBOARDS, path) ? STORYBOARDS[path] : undefined;
  return form === undefined ? undefined : { kind: 'storyboard', form };
}

function itemOf(path: string): Target | undefined {
  const [, collection, id] = new RegExp(`^${BASE_PATH}/(awsconnections|jobs)/([^/]+)$`).exec(path) ?? [];
  return id === undefined ? undefined : { kind: collection === 'jobs' ? 'job' : 'connection', id };
}
