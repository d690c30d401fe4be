import { checkHeaderName } from '../../validation/header';
import { isLiteral, refuse } from '../../validation/refuse';
import { refuseSecret } from '../../validation/secrets';
import { VendorAuth } from '../vendor-auth';

/** Refuses sign-ins that are none, or of which one would overwrite another. */
export function checkAuthentication(authentication: VendorAuth[]): void {
  if (authentication.length === 0) {
    refuse('authentication', authentication, 'signs nobody in', "write [VendorAuth.header('X-Api-Key', secret)]");
  }
  const names = new Set<string>();
  for (const auth of authentication) {
    // A caller without a type checker may hand over the key itself: never echo it.
    if (!(auth instanceof VendorAuth)) {
      refuse(
        'authentication',
        `<${typeof auth}>`,
        'is not a VendorAuth',
        "write VendorAuth.header('X-Api-Key', secret)",
      );
    }
    if (names.has(auth.headerName.toLowerCase())) {
      refuse('authentication', auth.headerName, 'is set twice', 'leave one of the two out');
    }
    names.add(auth.headerName.toLowerCase());
  }
}

/** Refuses headers that are no headers, that look like a secret, or that something else sets. */
export function checkHeaders(headers: { [name: string]: string }, authentication: VendorAuth[]): void {
  const signIns = authentication.map((auth) => auth.headerName.toLowerCase());
  for (const [name, value] of Object.entries(headers)) {
    checkHeaderName('headers', name);
    const lower = name.toLowerCase();
    if (/api-?key|authorization|secret|token|password|cookie/.test(lower)) {
      refuse('headers', name, 'looks like a secret', `give it as VendorAuth.header('${name}', secret)`);
    }
    if (signIns.includes(lower)) {
      refuse('headers', name, 'is also set by authentication', 'leave it out of one of the two');
    }
    refuseSecret(`headers.${name}`, value);
    if (isLiteral(value) && !/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
      refuse(
        `headers.${name}`,
        value,
        'is not a header value',
        'write printable ASCII on one line, no blank at its ends',
      );
    }
  }
}

/** Refuses a media type (RFC 9110, 8.3.1) of anything but JSON. */
export function checkMediaType(mediaType: string | undefined): void {
  refuseSecret('mediaType', mediaType);
  if (isLiteral(mediaType) && !/^[\w.-]+\/([\w.-]+\+)?json( *; *[\w-]+=[\w.-]+)*$/i.test(mediaType)) {
    refuse('mediaType', mediaType, 'is no media type of JSON', "write it as 'application/vnd.acme.v2+json'");
  }
}
