/** What becomes of a resource that goes (template reference, "DeletionPolicy attribute"). */
export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate';

/** One custom resource in a template. */
export interface TemplateResource {
  readonly properties: Readonly<Record<string, unknown>>;
  /** How long after the operation's beginning the resource's turn comes, in milliseconds. Default: at once. */
  readonly startsAfter?: number;
  /** What becomes of it when it leaves the template, or the stack goes. Default: `Delete`. */
  readonly deletionPolicy?: DeletionPolicy;
  /** What becomes of what an update replaces. Default: `Delete`. */
  readonly updateReplacePolicy?: 'Delete' | 'Retain';
}

/** What a stack is to be: its custom resources by logical id. */
export type Template = Readonly<Record<string, TemplateResource>>;

/**
 * What else happens in an operation. Whatever is said here keeps the operation open until then: a neighbour of the
 * custom resources is still at work.
 */
export interface OperationOptions {
  /** Another resource of the stack fails after so many milliseconds. */
  readonly neighbourFailsAfter?: number;
  /** The user cancels the update (`CancelUpdateStack`) after so many milliseconds. */
  readonly cancelledAfter?: number;
  /** The user deletes the stack that is being created after so many milliseconds. */
  readonly deletedAfter?: number;
}

/** The states of a stack (user guide, "Stack status codes"). */
export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_ROLLBACK_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED';
