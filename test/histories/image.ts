/** What every run of the function loads anew: the handler, and its way to the network. */

export { run } from '../../handlers/registration/run';
export { exchange } from '../../handlers/runtime/http-exchange';
export { Redactor } from '../../handlers/runtime/redactor';
