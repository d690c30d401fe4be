import { generate } from 'selfsigned';
import { Fault } from '../../../testing/fault-proxy/fault';
import type { FaultProxyTls } from '../../../testing/fault-proxy/listener';
import { Scene } from './scene';

let tls: FaultProxyTls;
let scene: Scene | undefined;
beforeAll(async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  tls = { key, cert };
});
afterEach(() => scene?.strike());

const ca = () => tls.cert.toString();

it('serves HTTPS with the certificate it is given', async () => {
  scene = await Scene.set({ tls });
  expect(scene.proxy.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/v1$/);
  expect(await scene.list({ ca: ca() })).toMatchObject({ status: 200 });
  expect(await scene.list()).toMatchObject({ error: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});

it('a handshake that nobody answers', async () => {
  scene = await Scene.set({ tls, door: 'mute' });
  expect(await scene.list({ ca: ca(), within: 100 })).toEqual({ body: '', error: 'late' });
});

it('speaks only the version it is told to', async () => {
  scene = await Scene.set({ tls: { ...tls, only: 'TLSv1.1' } });
  expect(await scene.list({ ca: ca() })).toMatchObject({ error: expect.stringMatching(/TLS|SSL|EPROTO/) });
  const old = { minVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  expect(await scene.list({ ca: ca(), ...old })).toMatchObject({ status: 200 });
});

it.each(['start', 'headers', 'body', 'end'] as const)('resets at the %s beneath TLS', async (at) => {
  scene = await Scene.set({ tls, plan: () => Fault.reset(at, { acted: true }) });
  expect(await scene.create({ ca: ca() })).toMatchObject({ error: 'ECONNRESET' });
  expect(scene.fake.outputs()).toHaveLength(1);
});
