import { Stack, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { refuse } from '../../validation/refuse';
import type { IPictoryRole } from './role-interface';

/** A role that one of the app's stacks makes or joins. */
interface Known {
  readonly role: IPictoryRole;
  readonly isMade: boolean;
}

const KNOWN = new WeakMap<IConstruct, Known[]>();

/**
 * Records a role that this stack makes. The name is fixed and IAM is global, so an account holds one.
 *
 * @throws if this or another stack of the app makes one in the same account
 */
export function enterMade(role: IPictoryRole): void {
  const other = ofSameAccount(role).find(({ isMade }) => isMade)?.role;
  if (other) {
    refuse(
      'PictoryRole',
      role.node.path,
      `would be the second of its one name in this account, after '${other.node.path}'`,
      Stack.of(role) === Stack.of(other)
        ? 'use that one'
        : "write PictoryRole.fromExisting(this, 'Role') in one of the two stacks, or say their env where their accounts differ",
    );
  }
  enter({ role, isMade: true });
}

/** Records a role that this stack joins. */
export function enterJoined(role: IPictoryRole): void {
  enter({ role, isMade: false });
}

/** The roles that a construct's stack makes or joins. */
export function rolesOfStack(scope: IConstruct): IPictoryRole[] {
  return ofApp(scope)
    .map(({ role }) => role)
    .filter((role) => Stack.of(role) === Stack.of(scope));
}

/**
 * If one stack makes the role that another joins, the joining stack is deployed later. CDK lets no stack depend on one of
 * another Stage: there, the user's pipeline sees to the order.
 */
function enter(known: Known): void {
  for (const other of ofSameAccount(known.role).filter(({ isMade }) => isMade !== known.isMade)) {
    const [joined, made] = known.isMade ? [other.role, known.role] : [known.role, other.role];
    if (Stage.of(joined) === Stage.of(made)) {
      joined.node.addDependency(made);
    }
  }
  ofApp(known.role).push(known);
}

/** The roles of the same account. Where synth knows no account, the roles whose account it does not know either. */
function ofSameAccount(role: IPictoryRole): Known[] {
  return ofApp(role).filter((other) => Stack.of(other.role).account === Stack.of(role).account);
}

function ofApp({ node: { root } }: IConstruct): Known[] {
  const all = KNOWN.get(root) ?? [];
  KNOWN.set(root, all);
  return all;
}
