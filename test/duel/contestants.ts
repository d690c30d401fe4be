import type { Certificate } from '../../emulator/certificate';
import { awsCustomResource } from './aws-custom-resource/contestant';
import { cfnResponse } from './cfn-response/contestant';
import type { Contestant } from './contestant';
import { crhelper } from './crhelper/contestant';
import { ours } from './ours/contestant';
import { providerFramework } from './provider-framework/contestant';

/** Everybody, by the name that `--only` takes. */
export const CONTESTANTS = {
  'provider-framework': async () => providerFramework(),
  'aws-custom-resource': async () => awsCustomResource(),
  crhelper: ({ certificateFile }: Certificate) => crhelper(certificateFile),
  'cfn-response': async () => cfnResponse(),
  ours,
} satisfies Record<string, (certificate: Certificate) => Promise<Contestant>>;

export type ContestantName = keyof typeof CONTESTANTS;

export function isContestant(name: string): name is ContestantName {
  return Object.hasOwn(CONTESTANTS, name);
}
