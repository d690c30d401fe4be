/** Where both sides deploy to, and the secret that both name. */
export const STACK = 'Bench';
export const ENV = { account: '111122223333', region: 'eu-west-1' };
export const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:bitmovin-AbCdEf';
