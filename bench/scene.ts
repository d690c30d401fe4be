/** The stack, its environment and its secret: the same with the library and by hand. */
export const STACK = 'Bench';
export const ENV = { account: '111122223333', region: 'eu-west-1' };
export const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:bitmovin-AbCdEf';
