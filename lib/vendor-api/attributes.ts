import { refuse } from '../validation/refuse';
import { checkMemberPointer } from './pointer';

/**
 * The name under which CloudFormation knows a member: letters and digits alone, and another for every pointer. What is
 * neither, and `z`, stands between two `z` as hexadecimal digits.
 */
export function attributeNameOf(pointer: string): string {
  checkMemberPointer('attribute', pointer);
  return `At${pointer.replace(/[^A-Za-y0-9]/g, (c) => `z${c.charCodeAt(0).toString(16)}z`)}`;
}

/** Refuses to ask for what the description does not give. */
export function refuseUnsaid(prop: string, path: string, mend: string): never {
  return refuse(prop, '(unset)', `is asked of ${path}, whose description does not say where it is`, mend);
}
