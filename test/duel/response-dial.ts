import type { Dial } from '../../testing/lambda/image-network';

/**
 * AWS's and CDK's responders call the ResponseURL's host at HTTPS's own port, whatever port the URL names, and trust whom
 * Node trusts. Their code stays as it is: only their dial comes out at the URL's port, and meets a certificate to trust.
 */
export function responseDial(ca: string): Dial {
  return ({ port }, { event }) => (port === 443 ? { port: Number(new URL(event.ResponseURL).port), ca } : {});
}
