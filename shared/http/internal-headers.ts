import { type Caller, callerSchema } from '../contracts/caller.ts';

/**
 * Headers between the gateway and the services. They count only because services are reached through the
 * gateway's binding alone; the gateway drops whatever of them comes from outside.
 */
export const callerHeader = 'konbini-caller';
export const requestIdHeader = 'request-id';
/** On the way back: the code of the problem document, so that the gateway need not read it for its log. */
export const problemHeader = 'konbini-problem';

export function encodeCaller(caller: Caller): string {
  return encodeURIComponent(JSON.stringify(caller));
}

export function decodeCaller(request: Request): Caller {
  const header = request.headers.get(callerHeader);
  if (header === null) throw new Error('a request reached a service without its caller');
  return callerSchema.parse(JSON.parse(decodeURIComponent(header)));
}
