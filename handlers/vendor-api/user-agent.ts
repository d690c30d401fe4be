/** Some vendors' firewalls refuse a request without a User-Agent. The headers of a description may hold another one. */
export const USER_AGENT = 'cdk-vendor-access';
