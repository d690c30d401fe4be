import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { AssetManifestArtifact, type CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { zipSync } from 'fflate';
import { clientsFor } from '../../emulator/clients';
import { scene } from './scene';

/** What an assembly's manifest says of a file, as far as it is read here. */
interface FileAsset {
  readonly source: { readonly path: string; readonly packaging: 'file' | 'zip' };
  readonly destinations: Readonly<Record<string, { readonly bucketName: string; readonly objectKey: string }>>;
}

/** Uploads a stack's template and the code of its functions, unless they are there. @returns the template's URL */
export async function publishAssets(stack: CloudFormationStackArtifact): Promise<string> {
  const { aws } = scene();
  const { s3 } = clientsFor(aws);
  let templateUrl = '';
  for (const manifest of stack.dependencies.filter(AssetManifestArtifact.isAssetManifestArtifact)) {
    const { files }: { files: Record<string, FileAsset> } = JSON.parse(await readFile(manifest.file, 'utf8'));
    for (const { source, destinations } of Object.values(files)) {
      const file = path.join(path.dirname(manifest.file), source.path);
      for (const { bucketName, objectKey: Key } of Object.values(destinations)) {
        const Bucket = bucketName
          .replace(/\$\{AWS::AccountId\}/, aws.accountId)
          .replace(/\$\{AWS::Region\}/, aws.region);
        await s3.send(new HeadObjectCommand({ Bucket, Key })).catch(async () => {
          const Body = source.packaging === 'zip' ? await zipped(file) : await readFile(file);
          await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
        });
        if (file === stack.templateFullPath) templateUrl = `${aws.url}/${Bucket}/${Key}`;
      }
    }
  }
  return templateUrl;
}

/** A folder without folders in it, as the code of each of our functions is. */
async function zipped(folder: string): Promise<Uint8Array> {
  const names = await readdir(folder);
  const files = names.map(async (name) => [name, await readFile(path.join(folder, name))] as const);
  return zipSync(Object.fromEntries(await Promise.all(files)));
}
