import * as http from 'node:http';
import * as https from 'node:https';
import * as tls from 'node:tls';
import { messageOf } from './errors';

/** The time-out of the proxy's answer to CONNECT, in milliseconds. */
const TIMEOUT = 5_000;

type Connect = https.Agent['createConnection'];
type Options = Parameters<Connect>[0];
type Done = Parameters<Connect>[1];

/**
 * The agent for HTTPS requests, through the proxy that the environment names in `HTTPS_PROXY`. Undefined where it names
 * none. Hosts of `NO_PROXY` are connected directly.
 *
 * Neither Node's own client nor the AWS SDK reads these variables. Node reads them from version 24.5 on, and only for
 * agents that ask for it.
 */
export function proxyAgent(): https.Agent | undefined {
  const proxy = variable('HTTPS_PROXY');
  if (proxy === '') {
    return undefined;
  }
  const agent = new https.Agent();
  const direct: Connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) => {
    const { host, port } = options;
    if (isDirect(host ?? '', String(port ?? 443), variable('NO_PROXY'))) {
      return direct(options, done);
    }
    connectThrough(proxy, options, done);
    return undefined;
  };
  return agent;
}

/** The options of an AWS SDK client that calls AWS through the same proxy. */
export function throughProxy(): { readonly requestHandler?: { readonly httpsAgent: https.Agent } } {
  const httpsAgent = proxyAgent();
  return httpsAgent ? { requestHandler: { httpsAgent } } : {};
}

/** A variable by its usual name, or in small letters, as curl and the AWS CLI read it. */
function variable(name: string): string {
  return (process.env[name] || process.env[name.toLowerCase()] || '').trim();
}

/** Whether a host is in a list such as `localhost,.example.com,host:8443`. A name includes all names below it. */
export function isDirect(host: string, port: string, list: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      const [, name = '', onlyPort = port] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      const isNamed = entry === '*' || (name !== '' && `.${host.toLowerCase()}`.endsWith(`.${name}`));
      return isNamed && onlyPort === port;
    });
}

/** Opens a tunnel by CONNECT, and TLS to the host in it. The proxy resolves the host's name. */
function connectThrough(
  proxy: string,
  { port = 443, path: _, checkServerIdentity: __, ...options }: Options,
  done: Done,
) {
  const fail = (why: string, socket?: { destroy(): void }) => {
    socket?.destroy();
    // Node's type asks for a stream beside the error, and Node takes none.
    (done as ((error: Error) => void) | undefined)?.(new Error(why));
  };
  if (!URL.canParse(proxy)) {
    fail("the environment's HTTPS_PROXY is not a URL");
    return;
  }
  const { protocol, hostname, port: proxyPort, username, password, host: shown } = new URL(proxy);
  const client = protocol === 'https:' ? https : http;
  const target = `${options.host}:${port}`;
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const request = client.request({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: proxyPort || (protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...(username && { 'proxy-authorization': `Basic ${credentials}` }) },
    agent: false,
    timeout: TIMEOUT,
  });
  request.once('connect', ({ statusCode }, socket) => {
    if (statusCode !== 200) {
      fail(`the proxy ${shown} answered ${statusCode} for ${target}`, socket);
      return;
    }
    socket.setTimeout(0);
    done?.(null, tls.connect({ ...options, host: options.host ?? undefined, socket }));
  });
  request.once('timeout', () => request.destroy(new Error(`no answer within ${TIMEOUT} ms`)));
  request.once('error', (error) => fail(`the proxy ${shown} could not be used: ${messageOf(error)}`));
  request.end();
}
