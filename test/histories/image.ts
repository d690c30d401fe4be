/** What every run of the function loads anew: the handler, and its way to the network. */
export { exchange } from '../../handlers/registration/exchange';
export { Redactor } from '../../handlers/registration/redactor';
export { run } from '../../handlers/registration/run';
