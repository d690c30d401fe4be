/** The fate of a resource that leaves a stack (template reference, "DeletionPolicy attribute"). */
export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate';

/** One custom resource in a template. */
export interface TemplateResource {
  readonly properties: Readonly<Record<string, unknown>>;
  /** Milliseconds from the beginning of the operation to the request for this resource. Default: at once. */
  readonly startsAfter?: number;
  /** The fate of the resource when it leaves the template, or the user deletes the stack. Default: `Delete`. */
  readonly deletionPolicy?: DeletionPolicy;
  /** The fate of the former resource after a replacement. Default: `Delete`. */
  readonly updateReplacePolicy?: 'Delete' | 'Retain';
}

/** The desired state of a stack: its custom resources by logical id. */
export type Template = Readonly<Record<string, TemplateResource>>;

/** Other events during an operation. Each keeps the operation open until it happens, as a resource at work would. */
export interface OperationOptions {
  /** Milliseconds until another resource of the stack fails. */
  readonly neighbourFailsAfter?: number;
  /** Milliseconds until the user cancels the update (`CancelUpdateStack`). */
  readonly cancelledAfter?: number;
  /** Milliseconds until the user deletes the stack, during its creation. */
  readonly deletedAfter?: number;
}

/** The statuses of a stack (user guide, "Stack status codes"). */
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
