import { refuse } from './refuse';

/** Refuses what is not a header's name, and headers that the function sets itself. */
export function checkHeaderName(prop: string, name: string): void {
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) {
    refuse(prop, name, "is not a header's name (RFC 9110)", "write it as 'X-Tenant-Id'");
  }
  if (/^(host|content-length|content-type|accept|connection|transfer-encoding)$/i.test(name)) {
    refuse(prop, name, 'is set by the function itself', 'leave it out');
  }
}
