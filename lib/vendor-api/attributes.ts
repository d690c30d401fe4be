import { refuse } from '../validation/refuse';
import { checkMemberPointer } from './pointer';

/**
 * The attribute name of a member in CloudFormation: letters and digits only, and unique for every pointer. Any other
 * character, and `z`, becomes its hexadecimal code between two `z`.
 */
export function attributeNameOf(pointer: string): string {
  checkMemberPointer('attribute', pointer);
  return `At${pointer.replace(/[^A-Za-y0-9]/g, (c) => `z${c.charCodeAt(0).toString(16)}z`)}`;
}

/** Refuses an attribute whose place the description does not give. */
export function refuseUnsaid(prop: string, path: string, mend: string): never {
  return refuse(prop, '(unset)', `is asked of ${path}, whose description does not say where it is`, mend);
}
