/** The ACL that Bitmovin sets on what it writes (vendor's API reference, `acl[].permission`). */
export enum BitmovinAcl {
  /** The bucket's owner alone. */
  PRIVATE = 'PRIVATE',
  /** Anyone may read, where the bucket lets ACLs say so. */
  PUBLIC_READ = 'PUBLIC_READ',
}
