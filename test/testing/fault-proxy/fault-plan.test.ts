import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan, type ProxiedRequest } from '../../../testing/fault-proxy/fault-plan';

const RESET = Fault.reset();
const SILENCE = Fault.silence();

/** The faults that requests meet, one after the other, each given as `METHOD /path`. */
function met(plan: FaultPlan, ...requests: string[]): (Fault | undefined)[] {
  return requests.map((line, index) => {
    const [method = '', path = ''] = line.split(' ');
    const request: ProxiedRequest = {
      number: index + 1,
      method,
      path,
      query: {},
      connection: index + 1,
      reused: false,
    };
    return plan(request);
  });
}

it('always is every time', () => {
  expect(met(FaultPlan.always(RESET), 'GET /', 'GET /')).toEqual([RESET, RESET]);
});

it('times is the first so many', () => {
  expect(met(FaultPlan.times(2, RESET), 'GET /', 'GET /', 'GET /')).toEqual([RESET, RESET, undefined]);
});

it('a sequence is in turn, and then over', () => {
  const plan = FaultPlan.sequence([RESET, undefined, SILENCE]);
  expect(met(plan, 'GET /', 'GET /', 'GET /', 'GET /')).toEqual([RESET, undefined, SILENCE, undefined]);
});

it('after lets the first so many pass, and does not count them', () => {
  const plan = FaultPlan.after(2, FaultPlan.times(1, RESET));
  expect(met(plan, 'GET /', 'GET /', 'GET /', 'GET /')).toEqual([undefined, undefined, RESET, undefined]);
});

it('on counts the requests of its method alone', () => {
  const plan = FaultPlan.on('POST', FaultPlan.times(1, RESET));
  expect(met(plan, 'GET /', 'POST /', 'POST /')).toEqual([undefined, RESET, undefined]);
});

it.each(['/a', /^\/a$/, /^\/a$/g])('at counts the requests of its path %s alone', (path) => {
  const plan = FaultPlan.at(path, FaultPlan.times(2, RESET));
  expect(met(plan, 'GET /ab', 'GET /a', 'POST /a', 'GET /a')).toEqual([undefined, RESET, RESET, undefined]);
});

it('any is the first that names one, and asks no further', () => {
  const plan = FaultPlan.any(FaultPlan.on('POST', FaultPlan.times(1, RESET)), FaultPlan.times(1, SILENCE));
  expect(met(plan, 'POST /', 'POST /', 'POST /')).toEqual([RESET, SILENCE, undefined]);
});
