/** What every run of the function loads anew: the handler, and its way to the network. */

export { exchange } from '../../handlers/runtime/http-exchange';
export { Redactor } from '../../handlers/runtime/redactor';
export { run } from '../handlers/run';
