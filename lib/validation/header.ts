import { isLiteral, isPlaceholder, refuse } from './refuse';
import { refuseSecret } from './secrets';

/** Refuses a text that is no header's name, and headers that the function sets itself. */
export function checkHeaderName(prop: string, name: string): void {
  if (isPlaceholder(name)) {
    return;
  }
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) {
    refuse(prop, name, "is not a header's name (RFC 9110)", "write it as 'X-Tenant-Id'");
  }
  if (/^(host|content-length|connection|transfer-encoding)$/i.test(name)) {
    refuse(prop, name, 'is set by the function itself', 'leave it out');
  }
  if (/^(content-type|accept)$/i.test(name)) {
    refuse(prop, name, 'is set by the function itself', 'say it as mediaType, or leave it out');
  }
  if (/^if-match$/i.test(name)) {
    refuse(prop, name, 'is set by the function itself', 'write ifMatch: true where a request needs it');
  }
}

/** Refuses a media type that is not JSON's (RFC 9110, 8.3.1). */
export function checkMediaType(mediaType: string | undefined): void {
  refuseSecret('mediaType', mediaType);
  if (isLiteral(mediaType) && !/^[\w.-]+\/([\w.-]+\+)?json( *; *[\w-]+=[\w.-]+)*$/i.test(mediaType)) {
    refuse('mediaType', mediaType, 'is no media type of JSON', "write it as 'application/vnd.acme.v2+json'");
  }
}
