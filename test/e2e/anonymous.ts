import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { scene } from './scene';

/** The status that somebody without any credentials gets. */
export function anonymousStatus(method: string, path: string): Promise<number | undefined> {
  const { url, certificateFile } = scene().aws;
  return new Promise((resolve, reject) => {
    request(`${url}/${path}`, { method, ca: readFileSync(certificateFile) }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
}
