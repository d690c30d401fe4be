/** Firewalls of vendors' refuse who does not say what it is. A description may say something else among its headers. */
export const USER_AGENT = 'cdk-vendor-access';
